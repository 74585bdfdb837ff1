using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>A document, or the reasons why it is none. Never both.</summary>
public sealed record PolicyParseResult(PolicyDocument? Document, ImmutableArray<PolicyDiagnostic> Diagnostics)
{
    public bool IsValid => Document is not null;
}
