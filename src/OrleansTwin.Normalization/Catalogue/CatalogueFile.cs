namespace OrleansTwin.Normalization.Catalogue;

/// <summary>One service's file of the catalogue, as it stands in YAML.</summary>
internal sealed class CatalogueFile
{
    /// <summary>Event source, for example <c>ec2.amazonaws.com</c>.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>Short name used in <c>service:Action</c>.</summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>Entities: name → type and id template; <c>{0}</c> is the argument, an argument that is an ARN is taken as it is.</summary>
    public Dictionary<string, CatalogueEntity> Entities { get; set; } = [];

    public Dictionary<string, CatalogueAction> Actions { get; set; } = [];
}

