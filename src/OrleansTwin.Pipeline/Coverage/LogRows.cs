using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>The logs that the twin knows to be set up.</summary>
internal static class LogRows
{
    public const string FlowLogType = "AWS::EC2::FlowLog";

    public static IEnumerable<LogRow> Of(TrailLedger trails, EstateAsOf estate)
    {
        foreach (var trail in trails.Trails)
        {
            yield return Trail(trail, estate);
        }

        foreach (var kind in LoggingKnowledge.Current.Logs)
        {
            foreach (var id in estate.OfType(kind.Type).Where(id => estate.View(id).Life == EntityLife.Active))
            {
                var view = estate.View(id);
                if (kind.Only is null || (view.Value(kind.Only.Attribute) ?? string.Empty).Contains(kind.Only.Text, StringComparison.Ordinal))
                {
                    yield return Row(kind, id, view);
                }
            }
        }
    }

    private static LogRow Row(LogKind kind, EntityId id, ConfigView view)
    {
        bool? on = kind.Switch is null ? true : view.Value(kind.Switch) is not { } value ? null : kind.Yes.Contains(value.Trim('"'), StringComparer.Ordinal) ? true : kind.No.Contains(value.Trim('"'), StringComparer.Ordinal) ? false : null;
        return new(
            id, kind.Type, id.AccountOf(), RegionOf(id, view), on,
            kind.Says.Where(view.IsKnown).Select(path => $"{path} {view.Value(path)}").ToValueArray(), Watched(view),
            kind.Says.Append(kind.Switch).OfType<string>().Where(path => !view.IsKnown(path)).Distinct(StringComparer.Ordinal).ToValueArray());
    }

    private static LogRow Trail(TrailScope trail, EstateAsOf estate)
    {
        (string Words, RecordedCall Call)[] asked =
        [
            ("management events that write", new(false, false)), ("management events that only read", new(false, true)),
            .. LoggingKnowledge.Current.DataEvents.Select(static calls => ($"data events of {calls.Event}", new RecordedCall(true, true, calls.Source, null, calls.Event))),
        ];
        var records = asked.Select(one => (one.Words, Records: trail.Selectors?.Records(one.Call)));
        var told = records.Where(static one => one.Records != false && one.Records is not null).Select(static one => one.Words)
            .Concat(trail.Selectors is null ? [] : records.Where(static one => one.Records is null).Select(static one => $"some {one.Words}"));
        var unknown = new (string Name, bool Known)[] { ("eventSelectors", trail.Selectors is not null), ("logging", trail.Logging is not null), ("isMultiRegionTrail", trail.MultiRegion is not null), ("isOrganizationTrail", trail.Organization is not null) };
        return new(
            trail.Id, TrailScope.Type, trail.Account, trail.MultiRegion == true ? null : trail.Home, trail.Logging,
            told.ToValueArray(), Watched(estate.View(trail.Id)), unknown.Where(static one => !one.Known).Select(static one => one.Name).ToValueArray());
    }

    private static ValueArray<EntityId> Watched(ConfigView view) => view.RelationsOf(RelationKind.Watches).Select(static relation => relation.To).Order().ToValueArray();

    private static string? RegionOf(EntityId id, ConfigView view) => view.Region ?? (Arn.TryParse(id.Value, out var arn) && arn.Region.Length > 0 ? arn.Region : null);
}
