using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Twin.Estates;

/// <summary>What a decision read of the estate (DESIGN §5): a change of anything else leaves it as it is.</summary>
/// <param name="Keys">Keys of <see cref="EstateKey"/>, each once, rising.</param>
/// <param name="Everything">More was read than is kept, or all: every change counts as read.</param>
[GenerateSerializer, Immutable, Alias("ot.reads")]
public sealed record EstateReads([property: Id(0)] ValueArray<uint> Keys, [property: Id(1)] bool Everything)
{
    public static EstateReads None { get; } = new([], false);

    public static EstateReads All { get; } = new([], true);

    public EstateReads And(EstateReads other)
    {
        if (ReferenceEquals(this, other) || Everything || (other.Keys.IsEmpty && !other.Everything))
        {
            return this;
        }

        if (other.Everything || Keys.IsEmpty)
        {
            return other.Everything ? All : other;
        }

        var keys = new SortedSet<uint>(Keys);
        keys.UnionWith(other.Keys);
        return keys.Count > EstateRecorder.KeysMax ? All : new(keys.ToValueArray(), false);
    }
}
