namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>metadata</c>: version of the schema, and who wrote the event.</summary>
/// <param name="Uid">Id of the event; a newer one with the same id and a higher <paramref name="Sequence"/> replaces it.</param>
internal sealed record OcsfMetadata(string Version, OcsfProduct Product, string? Uid, int? Sequence)
{
    /// <summary>The schema these shapes follow: https://schema.ocsf.io/1.3.0.</summary>
    public const string Schema = "1.3.0";

    public static OcsfMetadata Of(string uid, int? sequence = null) => new(Schema, OcsfProduct.Twin, uid, sequence);
}
