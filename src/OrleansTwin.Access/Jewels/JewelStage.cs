using System.Globalization;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Jewels;

/// <summary>
/// Tells the crown jewels: those the config marks; where it marks none, candidates by what is known of them. Steps: marks,
/// then the kind of store, strong facts (tags, own key, recovery, referrers), weak names. A candidate by name only
/// never reaches more than medium. Pure, as of the view it is given.
/// </summary>
public static class JewelStage
{
    private const string Tags = "tags";

    /// <summary>The jewel that <paramref name="id"/> is as of the estate's position, or null.</summary>
    public static CrownJewel? Of(EntityId id, EstateAsOf estate, JewelConfig config)
    {
        var view = estate.View(id);
        if (view.Life == EntityLife.Deleted)
        {
            return null;
        }

        // How many relate to it bears on candidates only, and those are stores of some kinds.
        var referrers = !config.NamesAny && JewelSigns.Default.Stores.ContainsKey(view.Type) ? Referrers(id, estate) : 0;
        return Known.GetOrCreateValue(view).Of(id, view, config, referrers);
    }

    /// <summary>The same from a view alone; <paramref name="referrers"/> is how many others relate to it.</summary>
    public static CrownJewel? Of(EntityId id, ConfigView view, JewelConfig config, int referrers = 0)
    {
        if (config.NamesAny)
        {
            return config.Marks
                .Where(mark => Holds(mark, id, view))
                .OrderByDescending(static mark => JewelLevel.RankOf(mark.Level))
                .Select(static mark => new CrownJewel(mark.Level, JewelBasis.Marked, mark.Why ?? $"named in the config by {mark.Pattern ?? $"tag {mark.TagKey}={mark.TagValue ?? "*"}"}"))
                .FirstOrDefault();
        }

        return Candidate(id, view, referrers);
    }

    private static bool Holds(JewelMark mark, EntityId id, ConfigView view) =>
        mark.Pattern is not null ? Glob.Matches(mark.Pattern, id.Value)
        : mark.TagKey is not null && view.Attribute(Tags) is { } tags
            && tags.Elements.Any(tag => tag.Key == mark.TagKey && (mark.TagValue is null || JsonText.Plain(tag.Value) == mark.TagValue));

    private static CrownJewel? Candidate(EntityId id, ConfigView view, int referrers)
    {
        var signs = JewelSigns.Default;
        if (!signs.Stores.TryGetValue(view.Type, out var kind))
        {
            return null;
        }

        var why = new List<string>();
        var facts = 0;
        foreach (var fact in signs.Facts)
        {
            if (Reason(fact, view, referrers) is { } reason)
            {
                facts += fact.Points;
                why.Add(reason);
            }
        }

        var words = NameWords.Of(view.Name ?? (Arn.TryParse(id.Value, out var arn) ? arn.ResourceName : id.Value));
        var names = 0;
        foreach (var entry in signs.Names)
        {
            var hit = entry.Words.Where(words.Contains).Order(StringComparer.Ordinal).FirstOrDefault();
            if (hit is not null)
            {
                names += entry.Points;
                if (entry.Points > 0)
                {
                    why.Add($"its name says `{hit}`");
                }
            }
        }

        var level = signs.LevelOf(kind + facts + names);
        if (level is not null && facts == 0 && JewelLevel.RankOf(level) > JewelLevel.RankOf(signs.NameOnlyMax))
        {
            level = signs.NameOnlyMax;
        }

        return level is null || why.Count == 0 ? null : new(level, JewelBasis.Candidate, string.Join("; ", why));
    }

    private static string? Reason(JewelFact fact, ConfigView view, int referrers)
    {
        if (fact.TagKeys.Count > 0)
        {
            var tag = view.Attribute(Tags)?.Elements.FirstOrDefault(pair =>
                fact.TagKeys.Contains(pair.Key.ToLowerInvariant()) && fact.TagValues.Contains((JsonText.Plain(pair.Value) ?? string.Empty).ToLowerInvariant()));
            return tag is { Key: { } key } ? fact.Why.Replace("{tag}", $"{key}={JsonText.Plain(tag.Value.Value)}", StringComparison.Ordinal) : null;
        }

        if (fact.Relation is not null)
        {
            return view.RelationsOf(Enum.Parse<RelationKind>(fact.Relation)).Any() ? fact.Why : null;
        }

        if (fact.ReferrersMin is { } least)
        {
            return referrers >= least ? fact.Why.Replace("{value}", referrers.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : null;
        }

        foreach (var path in fact.Attributes)
        {
            var value = view.Value(path);
            if (value is not null && (fact.AtLeast is { } floor
                ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= floor
                : JsonText.Scalars(value).Any(fact.Values.Contains)))
            {
                return fact.Why.Replace("{value}", value, StringComparison.Ordinal);
            }
        }

        return null;
    }

    private static int Referrers(EntityId id, EstateAsOf estate) =>
        estate.Estate.ReferrersOf(id).Take(ReferrersMax).Count(from => estate.View(from).Relations.Any(relation => relation.To == id));

    // Views are made anew only when something is said of their entity; most questions are asked of the same one again.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ConfigView, JewelMemo> Known = [];

    /// <summary>Referrers looked at for one entity; more change nothing.</summary>
    private const int ReferrersMax = 256;
}
