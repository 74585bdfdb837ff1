using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>An administrator: direct by its policies, or by escalation over <paramref name="How"/>.</summary>
public sealed record AdministratorLine(EntityId Id, bool Direct, string How, ValueArray<string> Evidence);
