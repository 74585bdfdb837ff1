using CsCheck;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class BehaviorPropertyTests
{
    private const int Days = 14;
    private static readonly string[] Services = ["ec2", "s3", "iam", "kms", "sts"];
    private static readonly string[] Subjects = ["", "i-0aaa"];

    // Few days needed, low floors: random worlds must raise many signals, or the properties say nothing.
    private static readonly BehaviorContext Eager = Loose();

    private static readonly Gen<Story> Worlds = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99999].List[40, 160], (kind, numbers) => kind switch
    {
        0 => Identity(Story.User, numbers),
        1 => Identity(Story.Root, numbers),
        2 => Workload(numbers),
        _ => Store(numbers),
    });

    [Fact]
    public void Given_RandomWorlds_When_DerivedInPieces_Then_PiecesAddUpToTheWhole()
    {
        Gen.Select(Worlds, Gen.Int[0, 99999].List[1, 6]).Sample((world, numbers) =>
        {
            var state = world.State();
            var cuts = numbers.Select(n => Cut(world, n)).Order().Prepend(EventOrder.Earliest).Append(EventOrder.Latest).ToList();
            var pieces = cuts.Zip(cuts.Skip(1)).SelectMany(range => BehaviorStage.Derive(state, Eager, range.First, range.Second)).ToList();
            Same(Whole(state), pieces);
        }, iter: 80);
    }

    [Fact]
    public void Given_RandomOrderAndBatches_When_DerivedAfterEachBatch_Then_EndsWithTheWhole()
    {
        Gen.Select(Worlds, Gen.Int[0, 99999].List[8, 8], Gen.Int[4, 512]).Sample((world, numbers, valuesMax) =>
        {
            var limits = new BaselineLimits { ValuesMax = valuesMax };
            var events = world.Events.OrderBy(e => (e.FirstTicks / 7919 * (numbers[0] + 1)) % 10007).ThenBy(e => e.FirstTicks).ToList();
            Same(Whole(Story.Fold(events[0].Entity.Value, world.Events, limits)), Incremental(events, numbers, limits));
        }, iter: 80);
    }

    [Fact]
    public void Given_CanonicalOrder_When_DerivedOnlyFromEachBatchsFirstHour_Then_EndsWithTheWhole()
    {
        Gen.Select(Worlds, Gen.Int[0, 99999].List[8, 8]).Sample((world, numbers) =>
        {
            var limits = new BaselineLimits();
            var events = world.Events.OrderBy(static e => e.Observations[0].First).ToList();
            Same(Whole(world.State()), Incremental(events, numbers, limits));
        }, iter: 60);
    }

    [Fact]
    public void Given_RandomWorlds_When_Derived_Then_NoveltyAloneIsNeverAboveLow()
    {
        var alone = BehaviorOptions.Default.Rules.Keys.Where(static id => id.Contains(".first-", StringComparison.Ordinal)).ToHashSet();
        var raised = 0;
        Worlds.Sample(world =>
        {
            foreach (var signal in Whole(world.State()).Where(signal => alone.Contains(signal.Rule)))
            {
                Assert.True(signal.Severity <= Severity.Low);
                Interlocked.Increment(ref raised);
            }
        }, iter: 60);
        Assert.True(raised > 100, "the worlds must raise novelty, or nothing was tested");
    }

    [Fact]
    public void Given_RandomWorlds_When_Derived_Then_EveryRuleOfOneEntityIsAmongTheSignals()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Worlds.Sample(world =>
        {
            foreach (var signal in Whole(world.State()))
            {
                seen.AddOrUpdate(signal.Rule, 1, static (_, count) => count + 1);
            }
        }, iter: 400);

        // The two of the egress stage read other entities too and have worlds of their own.
        Assert.Equal(
            RuleIds.All.Except([RuleIds.OutsideWorkload, RuleIds.ForeignEndpoint]).Order(StringComparer.Ordinal),
            seen.Keys.Order(StringComparer.Ordinal));
    }

    private static List<Signal> Incremental(List<EntityBatch> events, List<int> numbers, BaselineLimits limits)
    {
        var state = EntityState.Empty(events[0].Entity);
        var known = new List<(EventOrder At, Signal Signal)>();
        for (int index = 0, turn = 0; index < events.Count; turn++)
        {
            var size = 1 + (numbers[turn % numbers.Count] % 12);
            var batch = Story.Join(events.Skip(index).Take(size).ToList());
            index += size;
            state = TwinReducer.Apply(state, batch, limits);
            var from = BehaviorStage.ReopenFrom(new EventOrder(batch.FirstTicks, EventPhase.Create, string.Empty));
            // The range tells the position: signals from here on are replaced, those before stay as they were derived.
            known.RemoveAll(item => item.At >= from);
            known.AddRange(BehaviorStage.Findings(state, Eager, from, EventOrder.Latest).Select(static finding => (finding.Position, finding.Signal)));
        }

        return [.. known.Select(static item => item.Signal)];
    }

    private static IReadOnlyList<Signal> Whole(EntityState state) => BehaviorStage.Derive(state, Eager, EventOrder.Earliest, EventOrder.Latest);

    private static void Same(IEnumerable<Signal> expected, IEnumerable<Signal> actual) =>
        Assert.Equal(expected.OrderBy(static s => s.Id, StringComparer.Ordinal).ToList(), actual.OrderBy(static s => s.Id, StringComparer.Ordinal).ToList());

    private static EventOrder Cut(Story world, int number) => (number % 2) switch
    {
        0 => world.Events[number % world.Events.Count].Observations[0].First,
        _ => new(Story.Start.AddMinutes(number % (Days * 24 * 60)).UtcTicks, (EventPhase)(number % 5), "e" + number),
    };

    private static Story Identity(string id, List<int> numbers)
    {
        var story = new Story(id);
        // Some worlds repeat themselves.
        const int Targets = 6;
        var (services, verbs) = numbers[0] % 3 == 0 ? (1, 1) : (13, 9);
        foreach (var n in numbers)
        {
            var hour = (n % 7 < 3 ? n % 11 : n % (Days * 24)) + (n % 600 / 3600.0);
            var service = Services[n % services % Services.Length];
            var kept = (n % 3) switch { 0 => "denied", 1 => "sensitive-read", _ => null };
            story.Call(
                hour, $"{service}:{(n % 6 == 0 ? "Create" : "Get")}{n % verbs}", $"198.51.{n % 4}.{n % 5}", "agent" + (n % 37), "eu-west-" + (n % 19), Subjects[n % 17 % 2],
                n % 5 == 0 ? "AKIA" + (n % 3) : null, n % 2 == 0 ? "arn:aws:s3:::b" + (n / 7 % Targets) : null, kept, n % 4 == 0);
        }

        return story;
    }

    private static Story Workload(List<int> numbers)
    {
        var story = new Story(Story.Machine);
        foreach (var n in numbers)
        {
            story.Flow(
                (n % (Days * 24)) + (n % 600 / 3600.0), n % 9 == 0 ? null : n % 5 == 0 ? $"203.0.{n % 7}.{n % 11}" : "10.0.0." + (n % 2), n % 31 == 0 ? 1_000_000_000L * (n % 7) : n % 1000,
                n % 19 == 0 ? "STORE" + (n % 3) : null, n % 5 == 0 ? (n % 50).ToString(System.Globalization.CultureInfo.InvariantCulture) : null, n % 13 == 0 ? "22" : null, n % 9 == 0 ? "9.9.9.9" : null, n % 8 == 0 ? n % 90 : 0);
        }

        return story;
    }

    private static Story Store(List<int> numbers)
    {
        var story = new Story(Story.Table);
        foreach (var n in numbers)
        {
            story.Read((n % (Days * 24)) + (n % 600 / 3600.0), "arn:aws:iam::111122223333:role/r" + (n % 7), n % 23 == 0 ? 1000 * (n % 9) : 1 + (n % 5));
        }

        return story;
    }

    private static BehaviorContext Loose()
    {
        var text = BehaviorOptions.DefaultText;
        foreach (var (key, value) in new[]
        {
            ("establishedDays", 2), ("storeEstablishedDays", 2), ("networkEstablishedDays", 2), ("dormantDays", 1), ("dormantActiveDays", 1), ("deniedMin", 3),
            ("deniedActionsMin", 2), ("deniedPairsMin", 3), ("deniedHistoryHours", 3), ("loopRepeats", 2), ("sensitiveMin", 2), ("historyHoursMin", 5), ("weekSamplesMin", 2), ("daySamplesMin", 3), ("deviations", 2),
            ("readsMin", 5), ("bytesOutMin", 100), ("peersMin", 1), ("peerQuietPercent", 60), ("peerWarmupHours", 3), ("scanHostsMin", 2), ("scanPortsMin", 2), ("rejectedMin", 20), ("lookbackHours", 200), ("churnPercent", 1000),
        })
        {
            text = System.Text.RegularExpressions.Regex.Replace(text, $"(?m)^  {key}: .*$", $"  {key}: {value}");
        }

        var load = BehaviorOptionsLoader.Load(text);
        Assert.Empty(load.Problems);
        return Story.Jewels(Story.Table, "arn:aws:s3:::b1") with
        {
            Options = load.Options!,
            Acts = ActCatalog.Load("version: 1\nacts:\n- {technique: T1136.003, tactic: persistence, actions: ['ec2:C*', 's3:C*', 'iam:C*', 'kms:*']}").Catalog!,
            Noise = new() { JointRarity = false },
            Intel = Story.Intel(static address => address.EndsWith('3') ? new AddressVerdict { Tor = true, Names = ["tor"] }
                : new AddressVerdict { LatitudeMilli = 0, LongitudeMilli = (address[^1] - '0') * 40_000 }).Intel,
        };
    }
}
