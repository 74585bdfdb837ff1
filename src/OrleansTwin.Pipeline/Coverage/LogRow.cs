using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A log that the twin knows to be set up: a trail, a flow log, an event rule, a diagnostic setting, a sink.</summary>
/// <param name="On">Null: not known.</param>
/// <param name="Records">What it records, as far as known.</param>
/// <param name="Watches">What it is put on.</param>
/// <param name="Unknown">Settings that are not known.</param>
public sealed record LogRow(EntityId Id, string Type, string Account, string? Region, bool? On, ValueArray<string> Records, ValueArray<EntityId> Watches, ValueArray<string> Unknown) : CoverageRow("log")
{
    public override (string About, string Seen, string Why) ToCells() => (EntityLabel.Of(Id), On switch { true => "on", false => "off", null => "not known" }, string.Join(", ", Records));
}
