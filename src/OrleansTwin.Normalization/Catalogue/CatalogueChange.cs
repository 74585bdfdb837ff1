namespace OrleansTwin.Normalization.Catalogue;

/// <summary>What an API does to one entity, or to one for each element of <see cref="Each"/>.</summary>
internal sealed class CatalogueChange
{
    /// <summary><c>create vpc(res.vpc.vpcId)</c>, <c>change …</c>, <c>delete …</c>.</summary>
    public string Do { get; set; } = string.Empty;

    public string? Each { get; set; }

    /// <summary>Only where this path has a value.</summary>
    public string? When { get; set; }

    public string? Name { get; set; }

    /// <summary>Unique id of the incarnation.</summary>
    public string? Incarnation { get; set; }

    /// <summary>Attribute → path. A path without a value leaves the attribute as it was.</summary>
    public Dictionary<string, string> Set { get; set; } = [];

    /// <summary>Sets that begin empty.</summary>
    public List<string> Clear { get; set; } = [];

    /// <summary>Attributes that changed in a way the log does not hold.</summary>
    public List<string> Unknown { get; set; } = [];

    public List<string> Remove { get; set; } = [];

    /// <summary>Set-valued attribute → <c>key-path => value-path</c>, <c>- key-path</c> to remove, or <c>rules path</c> / <c>- rules path</c> for security-group rules.</summary>
    public Dictionary<string, string> Elements { get; set; } = [];

    /// <summary>Relation kind → <c>entity(path)</c>, with <c>!</c> before it where there is one at a time, <c>-</c> where it ends, <c>-*</c> for all.</summary>
    public List<Dictionary<string, string>> Relate { get; set; } = [];
}
