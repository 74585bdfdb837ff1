namespace OrleansTwin.Normalization.Ids;

/// <summary>
/// A type of entity as <c>types.yml</c> tells it: its name in expressions, its CloudFormation name, and how its id is made.
/// </summary>
internal sealed record EntityType
{
    private string[]? _places;

    public required string Name { get; init; }

    /// <summary>CloudFormation type, or a name of that form where CloudFormation has none.</summary>
    public required string Type { get; init; }

    /// <summary>Everything behind <c>arn:partition:</c>, or an id of no ARN; <c>{region}</c>, <c>{account}</c>, <c>{0}</c>…</summary>
    public required string Template { get; init; }

    /// <summary>Prefix of ids that tell their type by themselves (<c>vpc</c> of <c>vpc-0123…</c>), or null.</summary>
    public string? Prefix { get; init; }

    /// <summary>How names and ARNs of this type are brought into one form.</summary>
    public IdForm Form { get; init; }

    /// <summary>Other types by the beginning of the name: <c>alias/</c> of a KMS key id.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Otherwise { get; init; } = [];

    public bool IsArn => !Template.StartsWith("aws:", StringComparison.Ordinal);

    /// <summary>The template cut into literals and placeholders.</summary>
    public string[] Pieces => field ??= [.. Cut(Template)];

    /// <summary>Service of the ARN.</summary>
    public string Service => field ??= IsArn ? Template[..Template.IndexOf(':', StringComparison.Ordinal)] : string.Empty;

    /// <summary>ARNs of the type name a region; that of a bucket does not, so an ARN of S3 with one is no bucket.</summary>
    public bool HasRegion => Place(1).Length > 0;

    /// <summary>ARNs of the type name an account.</summary>
    public bool HasAccount => Place(2).Length > 0;

    /// <summary>Literal beginning of the ARN's resource.</summary>
    public string ResourcePrefix => field ??= Template.Split(':', 4)[^1] is var resource && resource.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open
        ? resource[..open]
        : resource;

    private string Place(int index) => (_places ??= Template.Split(':', 4)) is { Length: 4 } places ? places[index] : string.Empty;

    private static IEnumerable<string> Cut(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            var end = template[at] == '{' ? template.IndexOf('}', at) + 1 : template.IndexOf('{', at);
            end = end <= 0 ? template.Length : end;
            yield return template[at..end];
            at = end;
        }
    }
}
