using System.Text.Json;
using OrleansTwin.Bench;
using OrleansTwin.Bench.Load;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Rules;

namespace OrleansTwin.Benchmarks;

/// <summary>Records of the <c>objects</c> scenario of <c>twin bench</c> in memory, of one account, and what the stages make of them.</summary>
internal static class LoadSample
{
    public const int Records = 1_000;

    private const ulong Seed = 1;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Json { get; } = Make();

    public static SigmaEngine Engine { get; } = SigmaEngine.Load(BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text)));

    public static IReadOnlyList<CloudEvent> Events { get; } = [.. Json.Select(Read)];

    public static IReadOnlyList<PreparedEvent> Prepared { get; } = [.. Events.Select(static read => PrepareStage.Prepare(read, RuleFindings.None))];

    public static CloudEvent Read(ReadOnlyMemory<byte> record) => Read(new CloudTrailReader(), record);

    public static CloudEvent Read(CloudTrailReader reader, ReadOnlyMemory<byte> record) =>
        reader.TryRead(new("load", 0), record, RecordFormat.CloudTrail, out var read, out var letter) ? read! : throw new InvalidOperationException(letter!.Reason);

    private static List<ReadOnlyMemory<byte>> Make()
    {
        var scenario = BenchScenario.All[0];
        var world = new LoadWorld(scenario, Seed);
        var records = new LoadRecord(Seed);
        var account = world.Accounts[0];
        var made = new List<ReadOnlyMemory<byte>>();
        for (var number = 0; number < Records; number++)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                records.Write(json, world.NextCall(account, (double)number / Records), LoadFolder.Start.AddMilliseconds(number), number);
            }

            made.Add(buffer.ToArray());
        }

        return made;
    }
}
