using System.Text.Json;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Snapshots;

/// <summary>
/// From a snapshot's described things to the state it gives each entity. Steps: find out where a thing is; read it by the catalogue's entry
/// of its list; unite what several answers say of one entity at one time; make one record an entity of it, which goes through the pipeline
/// like any other and resets the entity as of its time. Depends on the contents alone: not on names of folders, nor on the order of files.
/// </summary>
public static class SnapshotStage
{
    /// <summary>Event source under which the catalogue holds the lists.</summary>
    public const string Source = "snapshot.lists";

    /// <summary>Action of what a snapshot tells, as histories name it.</summary>
    public const string Action = "snapshot";

    private const int ProblemsMax = 100;

    /// <param name="lists">What was read.</param>
    /// <param name="at">The snapshot's time; null where it is not known: before the first event. An item's own time goes before it.</param>
    /// <param name="problems">What could not be used, each with its place.</param>
    /// <returns>Records in canonical order.</returns>
    public static IReadOnlyList<PreparedEvent> Prepare(SnapshotLists lists, DateTimeOffset? at, List<string> problems)
    {
        var things = lists.Things().ToList();
        var places = new SnapshotPlaces(things);
        var states = new Dictionary<(string Account, DateTimeOffset Time, EntityId Entity), ResourceChange>();
        var unplaced = 0;
        foreach (var thing in things.Where(static thing => NormalizationStage.Knows(Source, thing.Kind)))
        {
            if (places.AccountOf(thing) is not { } account)
            {
                Told(problems, ref unplaced, $"{thing.File}: {thing.Kind}: the account is not told; put the file under a folder named by it");
                continue;
            }

            var region = SnapshotPlaces.RegionOf(thing);
            var time = thing.Time ?? at ?? EventOrder.BeforeLogs;
            foreach (var change in NormalizationStage.Normalize(Described(thing, account, region, time)).Changes.Where(static change => change.Kind == ChangeKind.Observe))
            {
                if (region.Length == 0 && SnapshotPlaces.NeedsRegion(change.Entity.Id))
                {
                    Told(problems, ref unplaced, $"{thing.File}: {thing.Kind}: the region is not told; put the file under a folder named by it");
                    continue;
                }

                var key = (account, time, change.Entity.Id);
                var told = change with { Basis = KnowledgeBasis.Snapshot, Action = Action, Actor = EntityId.None, Account = change.Account ?? account };
                states[key] = states.TryGetValue(key, out var known) ? ChangeUnion.Unite(known, told) : told;
            }
        }

        if (unplaced > ProblemsMax)
        {
            problems.Add($"{unplaced - ProblemsMax} further things of snapshots could not be placed");
        }

        return [.. states.Select(static pair => Record(pair.Key.Account, pair.Key.Time, pair.Value)).OrderBy(static prepared => prepared.Order)];
    }

    private static void Told(List<string> problems, ref int told, string problem)
    {
        if (++told <= ProblemsMax)
        {
            problems.Add(problem);
        }
    }

    private static CloudEvent Described(SnapshotThing thing, string account, string region, DateTimeOffset time) => new()
    {
        Id = Action,
        Time = time,
        Format = RecordFormat.Snapshot,
        Cloud = Cloud.Aws,
        Account = account,
        Region = region,
        Service = Source,
        Action = thing.Kind,
        ReadOnly = true,
        Actor = new(),
        Request = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["argument"] = thing.Argument,
            ["value"] = thing.Element.ValueKind == JsonValueKind.String ? thing.Element.GetString() : null,
        }),
        Response = thing.Element.ValueKind == JsonValueKind.Object ? JsonSerializer.SerializeToUtf8Bytes(thing.Element) : default,
    };

    private static PreparedEvent Record(string account, DateTimeOffset time, ResourceChange told)
    {
        // The id says which state it is, so the same snapshot given twice, or by two paths, is one.
        var id = StableHash.Id("snapshot", account, TwinJson.Line(told with { At = default }));
        var order = new EventOrder(time.UtcTicks, EventPhase.Read, id);
        var mentions = told.Relations.Where(relation => !relation.To.IsNone && relation.To != told.Entity.Id).DistinctBy(static relation => relation.To).Select(relation => new ResourceChange
        {
            Entity = new(relation.To, relation.To.Kind, relation.ToType),
            At = order,
            Kind = ChangeKind.Refer,
            Basis = KnowledgeBasis.Referenced,
            Action = Action,
        });
        return new()
        {
            Order = order,
            Fingerprint = StableHash.Fingerprint(account, id),
            Account = account,
            Contributions = mentions.Append(told with { At = order })
                .OrderBy(static change => change.Entity.Id)
                .Select(static change => new Contribution(change.Entity.Id, [change], [], [])).ToValueArray(),
            Record = new()
            {
                Id = id,
                Time = time,
                Source = RecordFormat.Snapshot,
                Cloud = Cloud.Aws,
                Account = account,
                Service = Source,
                Action = Action,
                ReadOnly = true,
                Actor = new(),
                Outcome = Outcome.Success,
                Phase = EventPhase.Read,
            },
        };
    }
}
