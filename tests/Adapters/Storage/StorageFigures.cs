using System.Globalization;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

/// <summary>Figures of this machine, printed and never asserted. Run with <c>-explicit only -class "*StorageFigures"</c>.</summary>
public sealed class StorageFigures(ITestOutputHelper output) : JournalContractEntries
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact(Explicit = true)]
    public async Task Cuts_Of_10000_Entities_Of_1_KB()
    {
        const int Entities = 10_000;
        const int Cuts = 5;
        var token = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var store = new RocksCutStore(folder);
        var shard = new ShardId("default", Cloud.Aws, "111111111111");
        var epoch = await store.OpenEpochAsync(shard, token);
        var random = new Random(1);
        var rows = Enumerable.Range(0, Entities).Select(n => StorePut.Set(StoreTable.Entity, $"arn:aws:iam::111111111111:role/{n:D6}", Half(random))).ToList();
        for (var cut = 1; cut <= Cuts; cut++)
        {
            var start = Clock.GetTimestamp();
            await store.CommitAsync(new(shard, epoch, cut, rows), token);
            var elapsed = Clock.GetElapsedTime(start);
            Print($"cut {cut}: {elapsed.TotalMicroseconds / Entities:F1} µs/record, {elapsed.TotalMilliseconds:F0} ms");
        }

        await Percentiles("cut of one 1 KB row, synced", 200, async n => await store.CommitAsync(new(shard, epoch, n, [rows[n]]), token));
    }

    [Fact(Explicit = true)]
    public async Task Journal_Append_And_Sync()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var journal = new FileJournal(folder);
        await Percentiles("journal append + sync, one caller", 300, async n => await journal.AppendAsync([Entry($"a{n}", 1)], token));

        const int Callers = 64;
        const int Calls = 50;
        var start = Clock.GetTimestamp();
        var times = new List<double>[Callers];
        await Parallel.ForAsync(0, Callers, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = token }, async (caller, _) =>
        {
            times[caller] = [];
            for (var call = 0; call < Calls; call++)
            {
                var from = Clock.GetTimestamp();
                await journal.AppendAsync([Entry($"c{caller}", call)], token);
                times[caller].Add(Clock.GetElapsedTime(from).TotalMicroseconds);
            }
        });
        Report($"journal, {Callers} callers", [.. times.SelectMany(static list => list)]);
        Print($"journal, {Callers} callers: {Callers * Calls / Clock.GetElapsedTime(start).TotalSeconds:F0} appends/s");

        using var file = new FileStream(Path.Combine(folder, "fsync"), FileMode.Create);
        await Percentiles("bare write + fsync of 1 KB beside it", 300, n =>
        {
            file.Write(new byte[1024]);
            file.Flush(flushToDisk: true);
            return Task.CompletedTask;
        });
    }

    // Half random, half not: about as compressible as entity states are.
    private static byte[] Half(Random random)
    {
        var bytes = new byte[1024];
        random.NextBytes(bytes.AsSpan(0, 512));
        return bytes;
    }

    private async Task Percentiles(string what, int count, Func<int, Task> run)
    {
        var times = new List<double>();
        for (var n = 0; n < count; n++)
        {
            var start = Clock.GetTimestamp();
            await run(n);
            times.Add(Clock.GetElapsedTime(start).TotalMicroseconds);
        }

        Report(what, times);
    }

    private void Report(string what, List<double> micros)
    {
        micros.Sort();
        Print($"{what}: p50 {micros[micros.Count / 2]:F0} µs, p99 {micros[micros.Count * 99 / 100]:F0} µs");
    }

    private void Print(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
