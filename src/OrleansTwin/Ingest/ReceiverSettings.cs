namespace OrleansTwin.Ingest;

/// <summary>One sender that pushes records over HTTP.</summary>
/// <param name="Name">Stands in the address: <c>POST /ingest/NAME</c>.</param>
/// <param name="Token">What the sender gives as its bearer token; read from a file, never shown.</param>
internal sealed record ReceiverSettings(string Name, string Token)
{
    public const int NameCharsMax = 64;
    public const int TokenCharsMin = 16;

    public override string ToString() => Name;
}
