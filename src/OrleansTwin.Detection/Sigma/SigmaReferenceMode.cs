namespace OrleansTwin.Detection.Sigma;

/// <summary>How a field is compared with the field it refers to.</summary>
public enum SigmaReferenceMode
{
    Equal,
    Contains,
    StartsWith,
    EndsWith,
}
