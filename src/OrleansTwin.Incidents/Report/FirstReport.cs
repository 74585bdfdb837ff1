using OrleansTwin.Access.Trusts;
using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>
/// What the first page of <c>twin open</c> and <c>report.md</c> tell. Null administrators or trusts mean that nothing was decided about
/// them, an empty list that the twin knows of none.
/// </summary>
public sealed record FirstReport
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Distinct events read.</summary>
    public long Events { get; init; }

    public ValueArray<ReportLine> Accounts { get; init; }

    public ValueArray<ReportLine> Regions { get; init; }

    public ValueArray<EvidenceSource> Sources { get; init; }

    public ValueArray<RecognisedIdentity> Identities { get; init; }

    public AdministratorAnswer? Administrators { get; init; }

    public IReadOnlyList<OutsideTrust>? OutsideTrusts { get; init; }

    public ValueArray<Impact> Impacts { get; init; }

    public ValueArray<Incident> Incidents { get; init; }

    /// <summary>What is not known: attributes, policies never seen, ambiguous order; with the entity ids.</summary>
    public ValueArray<ReportLine> NotKnown { get; init; }

    /// <summary>Blind spots; evidence are the sources looked through, or the event that made a gap.</summary>
    public ValueArray<ReportLine> CouldNotSee { get; init; }

    /// <summary>Names for the ids of the report; null where the entity is not known.</summary>
    public Func<EntityId, EntityView?> ViewOf { get; init; } = static _ => null;

    /// <summary>Short and safe name of an entity.</summary>
    public string Label(EntityId id) => Text.EntityLabel.Of(id, ViewOf(id));
}
