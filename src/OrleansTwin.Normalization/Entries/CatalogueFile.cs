namespace OrleansTwin.Normalization.Entries;

/// <summary>A file of the catalogue, by name.</summary>
public sealed record CatalogueFile(string Name, string Text);
