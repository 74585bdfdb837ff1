using BenchmarkDotNet.Attributes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Benchmarks;

/// <summary>Prepared events of one account to entity batches, and batches to states; figures are of one event.</summary>
public class FoldBenchmarks
{
    private readonly EntityFold _fold = new();
    private readonly BaselineLimits _limits = new();
    private readonly Dictionary<EntityId, EntityState> _states = [];
    private readonly IReadOnlyList<EntityBatch> _batches;

    public FoldBenchmarks() => _batches = Gather();

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Fold() => Gather().Count;

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Reduce()
    {
        foreach (var batch in _batches)
        {
            _states[batch.Entity] = TwinReducer.Apply(EntityState.Empty(batch.Entity), batch, _limits);
        }

        return _states.Count;
    }

    private IReadOnlyList<EntityBatch> Gather()
    {
        foreach (var prepared in LoadSample.Prepared)
        {
            _fold.Add(prepared);
        }

        return _fold.Take();
    }
}
