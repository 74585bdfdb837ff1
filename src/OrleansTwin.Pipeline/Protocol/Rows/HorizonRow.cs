namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>The hours whose fingerprints are held: none is missing from <paramref name="Floor"/> on; the latest hour moves the horizon.</summary>
public sealed record HorizonRow(int Floor, int Latest)
{
    public const string Key = "horizon";
}
