using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// What a shard's owner lays out for its entities on the same silo: its epoch and the estate as last published.
/// Written by the owner only; everything on it is immutable.
/// </summary>
public sealed class ShardDesk
{
    private volatile EstateIndex _estate = EstateIndex.Empty;
    private long _epoch;

    public long Epoch
    {
        get => Interlocked.Read(ref _epoch);
        set => Interlocked.Exchange(ref _epoch, value);
    }

    public EstateIndex Estate
    {
        get => _estate;
        set => _estate = value;
    }
}
