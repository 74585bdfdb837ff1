using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Storage;

namespace OrleansTwin.Commands.Stored;

/// <summary>Reads the data folder of a server, running or not, or the working store of a replay.</summary>
internal sealed class StoredEstates : IStoredEstates
{
    private const string Cuts = "cuts";
    private const string Work = ".work";

    public SettledView? Read(string folder, RunConfig config, List<string> problems)
    {
        string[] places = [Path.Combine(folder, Cuts), Path.Combine(folder, Work, Cuts)];
        if (Array.Find(places, Directory.Exists) is not { } cuts)
        {
            problems.Add($"--data: `{folder}` holds no twin; name the folder that `serve --data` writes, or the --out or --data folder of a replay");
            return null;
        }

        try
        {
            using var store = RocksCutStore.OpenReadOnly(cuts);
            using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
            var worlds = WorldsAsync(new(store, new RecordCodec(services.GetRequiredService<Serializer>())), store).GetAwaiter().GetResult();
            if (worlds.Count > 0)
            {
                return SettledStage.Settle(worlds, StageBinding.Views(config), config.Intel);
            }

            problems.Add($"--data: the twin in `{folder}` is empty");
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            problems.Add($"--data: {error.Message}");
        }

        return null;
    }

    private static async Task<List<ShardWorld>> WorldsAsync(ShardWorldReader reader, RocksCutStore store)
    {
        var worlds = new List<ShardWorld>();
        foreach (var shard in await store.ShardsAsync(CancellationToken.None))
        {
            if (await reader.ReadAsync(shard, CancellationToken.None) is { } world)
            {
                worlds.Add(world);
            }
        }

        return worlds;
    }
}
