namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>product</c>.</summary>
internal sealed record OcsfProduct(string Name, string VendorName)
{
    public static OcsfProduct Twin { get; } = new("OrleansTwin", "OrleansTwin");
}
