using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Commands.Answers;

/// <summary>One way. <paramref name="Conditions"/>: what has to hold where it is conditional, what is not known where unknown.</summary>
internal sealed record EscalationPathRow(string To, string Method, ImmutableArray<EscalationStepRow> Steps, AccessCertainty Certainty, ImmutableArray<string> Conditions, ImmutableArray<string> Through);
