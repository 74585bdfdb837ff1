using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Exposures;

/// <summary>Whom a resource or trust policy lets in from outside, by evaluation.</summary>
internal static class PolicyExposure
{
    public static void Read(EntityId id, ConfigView view, ExposureKind kind, EstateAsOf estate, ImpactContext context, List<EntryPoint> entries, SortedSet<string> unknown)
    {
        var attribute = view.Attribute(kind.Attribute!);
        if (attribute is null)
        {
            if (view.CreatedAt is null && !view.WholeBySnapshot)
            {
                unknown.Add($"the policy of {EntityNames.Of(id, estate)}");
            }

            return;
        }

        if (attribute is { Known: false, IsSet: false })
        {
            unknown.Add($"the policy of {EntityNames.Of(id, estate)}");
        }

        var home = view.Account ?? id.AccountOf();
        var asks = ResourceAdmission.Asks(kind.Actions, [], kind.Resource, id);
        foreach (var text in (attribute.IsSet ? attribute.Elements.Values : [attribute.Value]).Select(PolicyShape.Document).OfType<string>())
        {
            var admitted = ResourceAdmission.Of(context.Judge, id, home, new($"the policy of {EntityNames.Of(id, estate)}", text), asks, out _);
            foreach (var (who, judgement) in admitted)
            {
                Add(id, view, kind, estate, context, entries, home, who, judgement);
            }
        }
    }

    /// <summary>Null: a guard takes the public effect away. Else what must be taken for granted.</summary>
    public static ValueArray<string>? Guard(EntityId id, ConfigView view, ExposureKind kind, EstateAsOf estate) =>
        ValueDecider.GuardOf(kind.Guard, view, EntityNames.Of(id, estate)) is { } assumes ? assumes.ToValueArray() : null;

    private static void Add(
        EntityId id, ConfigView view, ExposureKind kind, EstateAsOf estate, ImpactContext context, List<EntryPoint> entries, string? home, string who, Judgement judgement)
    {
        var anyone = who == EntityNames.Anyone;
        var account = ResourceAdmission.AccountOf(who);
        if (!anyone && account.Length > 0 && !Foreign.Is(account, home, context))
        {
            return;
        }

        if ((anyone ? Guard(id, view, kind, estate) : default(ValueArray<string>)) is { } guard)
        {
            entries.Add(new(
                account == who ? EntityId.Account(who) : new(who),
                "use",
                $"the policy of {EntityNames.Of(id, estate)}",
                anyone ? Exposure.Internet : Exposure.External,
                Severity.High,
                [.. GainWords.AssumesOf(judgement), .. guard]));
        }
    }
}
