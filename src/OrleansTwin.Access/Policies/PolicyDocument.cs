using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>A policy document that was read without problems.</summary>
/// <param name="Version">2008-10-17 where the document gives none, as AWS documents.</param>
/// <param name="Statements">In document order.</param>
public sealed record PolicyDocument(string Version, ImmutableArray<PolicyStatement> Statements)
{
    public const string VersionWithVariables = "2012-10-17";
    public const string VersionDefault = "2008-10-17";

    /// <summary>Policy variables are expanded from this version on only.</summary>
    public bool AllowsVariables => Version == VersionWithVariables;
}
