using System.Collections.Immutable;

namespace OrleansTwin.Access.Escalation;

/// <summary>One identity's standing and its ways to administrator, shortest and surest first.</summary>
/// <param name="Principal">ARN.</param>
/// <param name="Admin">Its standing.</param>
/// <param name="Paths">Empty for a direct administrator.</param>
/// <param name="More">Paths left out at the limit.</param>
public sealed record EscalationReport(string Principal, AdminStanding Admin, ImmutableArray<EscalationPath> Paths, int More);
