using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// First use of an action, service, region, address, client or long-lived key by an established identity. Rarity is joint where the account's
/// state is at hand: what others of the account did before is information only. Never above low.
/// </summary>
internal static class FirstUse
{
    /// <summary>Subject that the overflow of subjects shares: many in one, so nothing is new for it.</summary>
    private const string SharedSubject = "*";

    private static readonly (Dimension Dimension, string Rule, string Word)[] Kinds =
    [
        (Dimension.Action, RuleIds.FirstAction, "action"),
        (Dimension.Service, RuleIds.FirstService, "service"),
        (Dimension.Region, RuleIds.FirstRegion, "region"),
        (Dimension.Address, RuleIds.FirstOrigin, "address"),
        (Dimension.Agent, RuleIds.FirstAgent, "client program"),
        (Dimension.Credential, RuleIds.FirstCredential, "access key"),
    ];

    public static IEnumerable<Finding> Derive(DeriveScope scope) =>
        from subject in scope.Baseline.Subjects
        where subject != SharedSubject
        from kind in Kinds
        from pair in scope.FirstSeen(subject, kind.Dimension)
        let finding = Judge(scope, subject, kind, pair.Key, pair.Value)
        where finding is not null
        select finding.Value;

    private static Finding? Judge(DeriveScope scope, string subject, (Dimension Dimension, string Rule, string Word) kind, string value, ValueStat stat)
    {
        if (Covered(scope, subject, kind.Dimension, value, stat))
        {
            return null;
        }

        var established = BehaviorStage.Established(scope.State, subject, stat.First, scope.Context.Options);
        if (!established.Holds)
        {
            return null;
        }

        var known = scope.Baseline.ValuesOf(subject, kind.Dimension)!.Values.Values.Count(other => other.First < stat.First);
        if (known == 0)
        {
            // The dimension itself is new to the log (no agents before, say): there is nothing to differ from.
            return null;
        }

        var rarity = Rarity(scope, kind.Dimension, value, stat.First);
        var near = kind.Dimension == Dimension.Address ? Near(scope, subject, value, stat.First) : null;
        var usual = near is not null || rarity == Novelty.Subject || (kind.Dimension == Dimension.Action && rarity == Novelty.None && scope.Lists.Reads(value));
        var severity = !scope.Context.Noise.NoveltyCap ? Severity.Medium : usual ? Severity.Info : Least(scope.Context.Options.Rule(kind.Rule).Severity, Severity.Low);
        var account = near ?? rarity switch
        {
            Novelty.Account => "new for the whole account",
            Novelty.Subject => "others of the account used it before",
            _ => "the account's past was not asked",
        };
        return new Draft
        {
            Rule = kind.Rule,
            Position = stat.First,
            Subject = subject,
            Anchor = value,
            Title = $"{scope.Context.Options.Rule(kind.Rule).Title}: {Draft.Cut(value)}",
            Severity = severity,
            Novelty = rarity == Novelty.None ? Novelty.Subject : rarity,
            Dimension = kind.Word,
            Observed = Draft.Cut(value),
            Expected = FormattableString.Invariant($"one of {known} known to this identity"),
            Window = established.Text,
            Text = $"{Words.Who(scope, subject)} used the {kind.Word} `{Draft.Cut(value)}` for the first time; {established.Text}, {Words.Number(known)} others known; {account}.",
            Actor = stat.Context,
            Related = stat.Context.Resource is { Length: > 0 } resource ? [new EntityId(resource)] : [],
            Evidence = [stat.First.EventId],
        }.Make(scope);
    }

    // One event says one new thing: the service rather than its action; temporary keys change with every session.
    private static bool Covered(DeriveScope scope, string subject, Dimension dimension, string value, ValueStat stat)
    {
        if (dimension == Dimension.Credential)
        {
            return subject.Length > 0 || value.StartsWith("ASIA", StringComparison.Ordinal) || scope.Id.Value.Contains(":role/", StringComparison.Ordinal);
        }

        if (dimension != Dimension.Action)
        {
            return false;
        }

        var cut = value.IndexOf(':', StringComparison.Ordinal);
        return cut > 0
            && scope.Baseline.ValuesOf(subject, Dimension.Service)?.Values.Any(pair =>
                pair.Value.First == stat.First && (pair.Key == value[..cut] || pair.Key.StartsWith(value[..cut] + ".", StringComparison.Ordinal))) == true;
    }

    private static Novelty Rarity(DeriveScope scope, Dimension dimension, string value, EventOrder at)
    {
        if (scope.Context.Account?.Baseline is not { } account || dimension is Dimension.Agent or Dimension.Credential or Dimension.Address)
        {
            return Novelty.None;
        }

        var values = account.ValuesOf(string.Empty, dimension == Dimension.Region ? Dimension.Region : Dimension.Action)?.Values;
        if (values is null)
        {
            return Novelty.None;
        }

        var before = dimension == Dimension.Service
            ? values.Any(pair => pair.Value.First < at && pair.Key.StartsWith(value + ":", StringComparison.Ordinal))
            : values.TryGetValue(value, out var stat) && stat.First < at;
        return before ? Novelty.Subject : Novelty.Account;
    }

    private static string? Near(DeriveScope scope, string subject, string address, EventOrder at)
    {
        if (AddressSpace.IsInternal(address))
        {
            return "an address of an inner network";
        }

        var verdict = scope.Context.Intel.IntelOf(address);
        var block = AddressSpace.Neighbourhood(address);
        foreach (var (other, stat) in scope.Baseline.ValuesOf(subject, Dimension.Address)!.Values.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (stat.First >= at)
            {
                continue;
            }

            if (block is not null && AddressSpace.Neighbourhood(other) == block)
            {
                return $"a neighbour of {Draft.Cut(other)}, used before";
            }

            if (verdict is { Asn: { } asn, Hosting: false } && scope.Context.Intel.IntelOf(other).Asn == asn)
            {
                return FormattableString.Invariant($"in the same network (AS{asn}) as an address used before");
            }
        }

        return null;
    }

    private static Severity Least(Severity one, Severity other) => one < other ? one : other;
}
