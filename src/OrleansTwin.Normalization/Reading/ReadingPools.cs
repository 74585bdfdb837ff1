using System.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>What one reader keeps between records: repeated strings, addresses, identities.</summary>
internal sealed class ReadingPools(ReadingLimits limits)
{
    private const int TextBytesMax = 512;
    private const int ActorBytesMax = 4096;

    public Utf8Pool<string> Texts { get; } = new(limits.PoolSlots, TextBytesMax, static bytes => Encoding.UTF8.GetString(bytes));

    /// <summary>User agents, which callers write: secrets masked.</summary>
    public Utf8Pool<string> Agents { get; } = new(limits.PoolSlots, TextBytesMax, static bytes => SecretMask.Text(Encoding.UTF8.GetString(bytes)));

    public Utf8Pool<ClientAddress> Addresses { get; } = new(limits.PoolSlots, TextBytesMax, static bytes => ClientAddress.Of(bytes));

    public Utf8Pool<Actor> Actors { get; } = new(limits.ActorSlots, ActorBytesMax, static bytes => ActorReader.Read(bytes));
}
