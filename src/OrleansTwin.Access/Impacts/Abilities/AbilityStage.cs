using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// What a principal or workload can do as of a position, as rows: over known data stores and patterns, over the account as a whole,
/// and what is not known. Answers of one instance are memoised by the principal's policies; not for several threads.
/// </summary>
public sealed class AbilityStage
{
    /// <summary>The <see cref="Gain.Can"/> of a row that stands for a policy or a past that was not seen.</summary>
    public const string NotKnown = "do what is not known";

    private readonly AbilityReader _reader;

    public AbilityStage(EstateAsOf estate, ImpactContext context)
    {
        Estate = estate;
        _reader = new(estate, new(estate, context.Jewels, context.Limits.StoresMax), new(context.Judge));
    }

    public EstateAsOf Estate { get; }

    /// <summary>Some kind of store had more members than the context's bound.</summary>
    public bool Cut => _reader.Shelf.Cut;

    /// <summary>Rows for one entity; empty where it acts as nobody. Stores that are jewels stand alone, others in one row for each kind.</summary>
    public IReadOnlyList<Gain> Of(EntityId entity)
    {
        var set = _reader.Of(entity);
        var rows = new List<Gain>();
        foreach (var range in set.Ranges.Values.OrderBy(static range => range.Kind.Type, StringComparer.Ordinal).ThenBy(static range => range.Can, StringComparer.Ordinal))
        {
            var stores = range.Each
                .Select(pair => (Store: _reader.Shelf.Find(pair.Key)!, Judgement: pair.Value))
                .OrderByDescending(static one => JewelLevel.RankOf(one.Store.Jewel?.Level))
                .ThenBy(static one => one.Store.Id)
                .ToList();
            rows.AddRange(stores.Where(static one => one.Store.Jewel is not null).Select(one => Row(entity, range.Can, one.Store.Id.Value, one.Judgement, [one.Store.Id], 1)));
            if (range.Every.Verdict != Verdict.No)
            {
                rows.Add(Row(entity, range.Can, range.Pattern, range.Every, stores.Select(static one => one.Store.Id), stores.Count));
            }
            else
            {
                var plain = stores.Where(static one => one.Store.Jewel is null).ToList();
                rows.AddRange(plain.GroupBy(static one => one.Judgement.Verdict).OrderByDescending(static group => group.Key).Select(group =>
                    Row(entity, range.Can, group.Count() == 1 ? group.First().Store.Id.Value : range.Kind.Type, group.First().Judgement, group.Select(static one => one.Store.Id), group.Count())));
            }
        }

        rows.AddRange(AbilityKnowledge.Default.Powers
            .Where(power => set.Powers.ContainsKey(power.Can))
            .Select(power => Row(entity, power.Can, EntityId.Account(entity.AccountOf()).Value, set.Powers[power.Can], [], 1)));
        rows.AddRange(set.Unseen.Where(static unseen => unseen.Grants).Select(unseen => new Gain
        {
            Who = entity,
            Can = NotKnown,
            What = unseen.What,
            Certainty = GainCertainty.Unknown,
            Conditions = [unseen.Why],
        }));
        return rows;
    }

    /// <summary>Known stores the entity can do something with, and the surest certainty and abilities; jewels first, then by id.</summary>
    public IReadOnlyList<StoreReach> Stores(EntityId entity) =>
        [.. _reader.Of(entity).Ranges.Values
            .SelectMany(static range => range.Each.Select(pair => (range.Can, Store: pair.Key, Judgement: pair.Value)))
            .GroupBy(static one => one.Store)
            .Select(group => new StoreReach(
                group.Key,
                group.Select(static one => one.Can).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
                group.Min(static one => GainWords.CertaintyOf(one.Judgement)),
                group.OrderBy(static one => GainWords.CertaintyOf(one.Judgement)).ThenBy(static one => one.Can, StringComparer.Ordinal).First().Judgement.Via,
                _reader.Shelf.Find(group.Key)?.Jewel))
            .OrderByDescending(static reach => JewelLevel.RankOf(reach.Jewel?.Level))
            .ThenBy(static reach => reach.Store)];

    /// <summary>True or false where decidable; null where something unseen may make it one, or an administrator's right has conditions.</summary>
    public bool? IsAdministrator(EntityId entity)
    {
        var set = _reader.Of(entity);
        var verdict = AbilityKnowledge.Default.Powers
            .Where(static power => ImpactKnowledge.ParseFinding(power.Finding) == FindingKind.AdminPrivileges)
            .Select(power => set.Powers.GetValueOrDefault(power.Can)?.Verdict ?? Verdict.No)
            .DefaultIfEmpty(Verdict.No)
            .Max();
        return verdict == Verdict.Always ? true : verdict == Verdict.No && !set.Unseen.Any(static unseen => unseen.Grants) ? false : null;
    }

    /// <summary>Users and roles that are administrators for certain, in ordinal order, and those of which it is not known.</summary>
    public (IReadOnlyList<EntityId> Certain, IReadOnlyList<EntityId> NotKnown) Administrators()
    {
        var (certain, unknown) = (new List<EntityId>(), new List<EntityId>());
        foreach (var principal in Estate.OfType("AWS::IAM::User").Concat(Estate.OfType("AWS::IAM::Role")).Order())
        {
            var answer = IsAdministrator(principal);
            if (answer == true)
            {
                certain.Add(principal);
            }
            else if (answer is null)
            {
                unknown.Add(principal);
            }
        }

        return (certain, unknown);
    }

    private static Gain Row(EntityId who, string can, string what, Judgement judgement, IEnumerable<EntityId> examples, int count) => new()
    {
        Who = who,
        Can = can,
        What = what,
        Count = count,
        Examples = RuleWords.Examples(examples),
        Certainty = GainWords.CertaintyOf(judgement),
        Conditions = judgement.Conditions,
        Via = judgement.Via,
    };
}
