using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>An administrator and over what (<paramref name="How"/>).</summary>
public sealed record AdministratorLine(EntityId Id, AdministratorStanding Standing, string How, ValueArray<string> Evidence);
