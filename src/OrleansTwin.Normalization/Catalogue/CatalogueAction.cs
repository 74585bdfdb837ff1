namespace OrleansTwin.Normalization.Catalogue;

/// <summary>What one API does.</summary>
internal sealed class CatalogueAction
{
    /// <summary>create, change, read, detach, delete.</summary>
    public string Phase { get; set; } = "change";

    public List<CatalogueChange> Changes { get; set; } = [];

    /// <summary>Data access: <c>read bucket(req.bucketName)</c>.</summary>
    public string? Data { get; set; }

    public CatalogueMint? Mint { get; set; }

    /// <summary>Targets of a call that changes nothing: <c>bucket(req.bucketName)</c>.</summary>
    public List<string> Targets { get; set; } = [];

    /// <summary>A read whose answer is worth stealing.</summary>
    public bool Sensitive { get; set; }
}
