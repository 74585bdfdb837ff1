using BenchmarkDotNet.Attributes;
using OrleansTwin.Bench;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Benchmarks;

/// <summary>
/// A folded batch applied by the grains of its entities in a silo, many calls in flight; the figure is of one entity. The states grow
/// with every round, as they do in life.
/// </summary>
public class GrainBenchmarks
{
    private const int Entities = 200;
    private const long Epoch = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-benchmarks-").FullName;
    private readonly ShardId _shard = new(ShardId.DefaultTenant, Cloud.Aws, LoadSample.Prepared[0].Account);
    private IReadOnlyList<EntityBatch> _batches = [];
    private BenchSilo? _silo;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _silo = await BenchSilo.StartAsync(_folder, new RunConfig(), TimeProvider.System, CancellationToken.None);
        var fold = new EntityFold();
        foreach (var prepared in LoadSample.Prepared)
        {
            fold.Add(prepared);
        }

        _batches = [.. fold.Take().Take(Entities)];
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public Task ApplyBatch() => Task.WhenAll(_batches.Select(batch => _silo!.Members.Of(_shard, batch.Entity).ApplyAsync(Epoch, batch)));

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _silo!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
