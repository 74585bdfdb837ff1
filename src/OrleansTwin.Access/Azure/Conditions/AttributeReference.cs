namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>An attribute as a condition names it: <c>@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]</c>.</summary>
/// <param name="Source">Before the bracket.</param>
/// <param name="Name">Inside of it, without the marker for case.</param>
/// <param name="KeyMatchesCase">The marker <c>&lt;$key_case_sensitive$&gt;</c> stood behind the key of a tag.</param>
internal sealed record AttributeReference(AttributeSource Source, string Name, bool KeyMatchesCase)
{
    public const string CaseMarker = "<$key_case_sensitive$>";

    /// <summary>Behind the name of tags: all their keys.</summary>
    public const string KeysMarker = "&$keys$&";

    public override string ToString() => $"@{Source}[{Name}]";
}
