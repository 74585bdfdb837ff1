namespace OrleansTwin.Normalization.Catalogue;

/// <summary>A credential an API hands out.</summary>
internal sealed class CatalogueMint
{
    public string? Key { get; set; }

    public string Principal { get; set; } = string.Empty;

    public string? Session { get; set; }

    public string? SourceIdentity { get; set; }

    public string? Federation { get; set; }

    public string? UniqueId { get; set; }
}
