using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A network: how its traffic would be seen.</summary>
/// <param name="Logs">Flow logs on it or on something in it.</param>
public sealed record NetworkRow(EntityId Id, string Account, string? Region, Sighting Seen, string Why, ValueArray<EntityId> Logs, ValueArray<Advice> Settings) : CoverageRow("network")
{
    public override (string About, string Seen, string Why) ToCells() => (EntityLabel.Of(Id), Words(Seen), Why);
}
