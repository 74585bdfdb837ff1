using System.Collections.Immutable;
using OrleansTwin.Access.Escalation;

namespace OrleansTwin.Commands.Answers;

/// <summary>One line of <c>twin access escalations</c>. <paramref name="More"/> counts ways left out at the limit.</summary>
internal sealed record EscalationRow(string Principal, AdminStanding Admin, ImmutableArray<EscalationPathRow> Paths, int? More);
