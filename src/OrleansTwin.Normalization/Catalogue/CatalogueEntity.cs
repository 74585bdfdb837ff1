namespace OrleansTwin.Normalization.Catalogue;

internal sealed class CatalogueEntity
{
    public string Type { get; set; } = string.Empty;

    public string Id { get; set; } = string.Empty;
}
