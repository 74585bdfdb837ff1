using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Escalation;

/// <summary>A way to administrator.</summary>
/// <param name="To">The identity reached by the first hop; the caller itself where it raises itself.</param>
/// <param name="Method">Rule id of the first hop.</param>
/// <param name="Steps">All steps until administrator.</param>
/// <param name="Certainty">The least certain step's.</param>
/// <param name="Hops">Identities passed, at least one.</param>
/// <param name="Conditions">What has to hold, where it is conditional; what is not known, where unknown.</param>
public sealed record EscalationPath(
    string To, string Method, ImmutableArray<EscalationStep> Steps, AccessCertainty Certainty, int Hops, ImmutableArray<string> Conditions)
{
    /// <summary>ARNs of the identities passed on the way, the last one the administrator.</summary>
    public ImmutableArray<string> Through { get; init; } = [];
}
