using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Is told when the entities hold what records say, for measuring. Called in the owner's turn: it must not wait.</summary>
public interface IAppliedWatch
{
    void Applied(IReadOnlyList<ShardRecord<PreparedEvent>> records);
}
