using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>Who administers the estate, as far as policies are known.</summary>
/// <param name="Lines">By standing, then id.</param>
/// <param name="NotKnown">Identities that may be administrators by something nobody saw, gathered by what is missing.</param>
/// <param name="Identities">Users and roles asked about.</param>
/// <param name="Cleared">Those that are none for certain.</param>
public sealed record AdministratorAnswer(ValueArray<AdministratorLine> Lines, ValueArray<ReportLine> NotKnown, int Identities, int Cleared);
