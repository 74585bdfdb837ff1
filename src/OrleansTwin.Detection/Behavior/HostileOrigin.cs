using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>An identity used from an address that intelligence calls bad. An act of power or on a crown jewel in the same hour raises it.</summary>
internal static class HostileOrigin
{
    public static IEnumerable<Finding> Derive(DeriveScope scope) =>
        from subject in scope.Baseline.Subjects
        from pair in scope.FirstSeen(subject, Dimension.Address)
        let verdict = scope.Context.Intel.IntelOf(pair.Key, pair.Value.First.Time)
        where !verdict.KnownGood && (verdict.Bad || verdict.Tor || verdict.Anonymizer)
        select Judge(scope, subject, pair.Key, pair.Value, verdict);

    private static Finding Judge(DeriveScope scope, string subject, string address, ValueStat stat, AddressVerdict verdict)
    {
        var hour = DeriveScope.HourOf(stat.First);
        var power = scope.FirstSeenIn(subject, Dimension.Action, hour)
            .Where(pair => pair.Value.Context.Address is null || pair.Value.Context.Address == address)
            .Select(static pair => pair.Key)
            .Append(stat.Context.Action)
            .FirstOrDefault(scope.Lists.IsAdmin);
        var jewel = scope.FirstSeenIn(subject, Dimension.Resource, hour).Select(static pair => pair.Key)
            .Append(stat.Context.Resource)
            .FirstOrDefault(id => !string.IsNullOrEmpty(id) && scope.Context.JewelOf(new EntityId(id)) is not null);
        var kind = verdict.Tor ? "an exit of the Tor network" : verdict.Bad ? "on a list of hostile addresses" : "an anonymising network";
        var names = verdict.Names.IsEmpty ? string.Empty : $" ({Draft.Cut(string.Join(", ", verdict.Names.Order(StringComparer.Ordinal)))})";
        var severity = power is not null || jewel is not null || (verdict.Bad && !verdict.Tor) ? Severity.High
            : verdict.Tor ? Severity.Medium
            : Severity.Low;
        var also = power is not null ? $"; in the same hour it called {Draft.Cut(power)}" : jewel is not null ? $"; in the same hour it touched the crown jewel {Draft.Cut(jewel)}" : string.Empty;
        return new Draft
        {
            Rule = RuleIds.HostileOrigin,
            Position = stat.First,
            Subject = subject,
            Anchor = address,
            Title = $"{scope.Context.Options.Rule(RuleIds.HostileOrigin).Title}: {kind}",
            Severity = severity,
            Dimension = "origin",
            Observed = $"{address}: {kind}{names}",
            Expected = "an address that no list of hostile hosts names",
            Window = "first call from this address",
            Text = $"{Words.Who(scope, subject)} was used from {address}, {kind}{names}{also}.",
            Actor = stat.Context with { Address = address },
            Related = [EntityId.Address(address), .. jewel is null ? Array.Empty<EntityId>() : [new EntityId(jewel)]],
            Evidence = [stat.First.EventId],
        }.Make(scope);
    }
}
