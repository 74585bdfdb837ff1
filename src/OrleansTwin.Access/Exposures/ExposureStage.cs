using System.Collections.Immutable;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Exposures;

/// <summary>
/// Tells how an entity can be reached from outside, as of a position: by its security groups and public address, by sharing,
/// by its resource or trust policy, by a flag that says public. Ways of a type stand in <c>exposure-kinds.yaml</c>.
/// Routes and network ACLs are not looked at: an open group and a public address count as open.
/// </summary>
public static class ExposureStage
{
    private const string PublicAddress = "publicIp";
    private static readonly ImmutableSortedDictionary<string, string?> NoElements = ImmutableSortedDictionary<string, string?>.Empty;

    public static ExposureVerdict Of(EntityId id, EstateAsOf estate, ImpactContext context)
    {
        var view = estate.View(id);
        if (view.LastAt is null || view.Life == EntityLife.Deleted || ExposureKind.Of(view.Type) is not { } kind)
        {
            return ExposureVerdict.NotKnown;
        }

        var entries = new List<EntryPoint>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var way in kind.Ways)
        {
            switch (way)
            {
                case "network":
                    Network(id, view, estate, context, entries, unknown);
                    break;
                case "sharing":
                    Sharing(id, view, estate, context, entries);
                    break;
                case "flag":
                    Flag(id, view, kind, estate, entries);
                    break;
                case "policy":
                    PolicyExposure.Read(id, view, kind, estate, context, entries, unknown);
                    break;
                default:
                    throw new InvalidOperationException($"exposure-kinds.yaml: the way `{way}` is none of network, sharing, flag, policy");
            }
        }

        return Verdict(kind, entries, unknown);
    }

    /// <summary>True or false where it is known whether the entity has a public address; null where not.</summary>
    public static bool? HasPublicAddress(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var kind = ExposureKind.Of(view.Type);
        if (NetworkAttachments.ElasticAddressesOf(estate, id).Any())
        {
            return true;
        }

        if (kind?.Flag is { } flag && kind.Ways.Contains("network"))
        {
            return view.Attribute(flag) is { Known: true } known ? known.Value is { } value && kind.FlagValues.Contains(value) : null;
        }

        var attributes = (kind?.PublicAttributes ?? [PublicAddress]).Select(view.Attribute).Where(static a => a is { Known: true }).ToList();
        return attributes.Any(static a => a!.Value is { Length: > 2 }) ? true
            : attributes.Count > 0 ? false
            : null;
    }

    private static void Network(EntityId id, ConfigView view, EstateAsOf estate, ImpactContext context, List<EntryPoint> entries, SortedSet<string> unknown)
    {
        var isPublic = HasPublicAddress(id, estate);
        var groups = view.RelationsOf(RelationKind.InSecurityGroup).Select(static r => r.To).Order().ToList();
        if (groups.Count == 0)
        {
            unknown.Add($"the security groups of {EntityNames.Of(id, estate)}");
        }

        if (isPublic == false)
        {
            return;
        }

        var name = EntityNames.Of(id, estate);
        ValueArray<string> assumes = isPublic is null ? [$"that {name} has a public address; it was not seen"] : [];
        foreach (var group in groups)
        {
            var rules = estate.View(group).Attribute("ingress");
            if (rules is null ? estate.View(group).CreatedAt is null : Hidden.Is(rules, group, estate))
            {
                unknown.Add($"the rules of {EntityNames.Of(group, estate)}");
            }

            foreach (var (element, value) in rules?.Elements ?? NoElements)
            {
                if (NetworkRule.Parse(element, value) is { } rule && LevelOf(NetworkKnowledge.Default.ScopeOf(rule.Source, context.OwnNetworks)) is { } level)
                {
                    var weight = NetworkKnowledge.Default.WeightOf(rule).Severity;
                    entries.Add(new(EntityId.Address(rule.Source), rule.Can, EntityNames.Of(group, estate), level, level == Exposure.Internet || weight < Severity.Medium ? weight : Severity.Medium, assumes));
                }
            }
        }

    }

    private static Exposure? LevelOf(SourceScope scope) => scope switch
    {
        SourceScope.Internet => Exposure.Internet,
        SourceScope.Foreign => Exposure.External,
        SourceScope.Unknown or SourceScope.Private or SourceScope.Group or SourceScope.PrefixList => null,
        _ => null,
    };

    private static void Sharing(EntityId id, ConfigView view, EstateAsOf estate, ImpactContext context, List<EntryPoint> entries)
    {
        var home = view.Account ?? id.AccountOf();
        foreach (var to in view.RelationsOf(RelationKind.SharedWith).Select(static r => r.To).Distinct().Order())
        {
            var level = EntityNames.IsAnyone(to) ? Exposure.Internet
                : Impacts.Rules.Foreign.Is(to.AccountOf(), home, context) ? Exposure.External
                : (Exposure?)null;
            if (level is { } reached)
            {
                entries.Add(new(to, "copy", $"sharing of {EntityNames.Of(id, estate)}", reached, Severity.High, []));
            }
        }
    }

    private static void Flag(EntityId id, ConfigView view, ExposureKind kind, EstateAsOf estate, List<EntryPoint> entries)
    {
        var attribute = view.Attribute(kind.Flag!);
        var values = JsonText.Scalars(attribute?.Value).Concat((attribute?.Elements.Values ?? []).SelectMany(static value => JsonText.Scalars(value)));
        if (values.Any(kind.FlagValues.Contains) && PolicyExposure.Guard(id, view, kind, estate) is { } assumes)
        {
            entries.Add(new(EntityNames.Internet, "use", $"{kind.Flag} of {EntityNames.Of(id, estate)}", Exposure.Internet, Severity.High, assumes));
        }
    }

    private static ExposureVerdict Verdict(ExposureKind kind, List<EntryPoint> entries, SortedSet<string> unknown)
    {
        var sorted = entries
            .OrderByDescending(static entry => entry.Level)
            .ThenBy(static entry => entry.Assumes.Count > 0)
            .ThenByDescending(static entry => entry.Weight)
            .ThenBy(static entry => entry.Who)
            .ThenBy(static entry => entry.Can, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Via, StringComparer.Ordinal)
            .ToList();
        if (sorted.Count == 0)
        {
            return unknown.Count > 0
                ? new(Exposure.Unknown, Certainty.NotDecidable, default, unknown.Select(static what => $"not known: {what}").ToValueArray(), default)
                : new(kind.Ways.Contains("network") ? Exposure.Internal : Exposure.None, Certainty.Certain, default, default, default);
        }

        var worst = sorted[0];
        return new(
            worst.Level,
            worst.Assumes.Count > 0 ? Certainty.Possible : Certainty.Certain,
            sorted.Where(entry => entry.Level == worst.Level).Select(static entry => $"{EntityNames.NameOf(entry.Who)} can {entry.Can}, through {entry.Via}").Distinct(StringComparer.Ordinal).ToValueArray(),
            worst.Assumes,
            sorted.ToValueArray());
    }
}
