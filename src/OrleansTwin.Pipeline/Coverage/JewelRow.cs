using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A crown jewel: how reads of its content and changes of it would be seen, and what would change that.</summary>
/// <param name="Seen">Of reads; where they are not recorded but changes are, only the change.</param>
public sealed record JewelRow(EntityId Id, string Type, string Account, string? Region, string Level, JewelBasis Basis, Sighting Seen, Seen Reads, Seen Changes, ValueArray<Advice> Settings) : CoverageRow("crownJewel")
{
    public override (string About, string Seen, string Why) ToCells() => (EntityLabel.Of(Id), Words(Seen), $"reads: {Reads.Why}; changes: {Changes.Why}");
}
