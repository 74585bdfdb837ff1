using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>Something of the estate that trusts someone outside. Condition: what the trust asks for, null if nothing, empty if not known.</summary>
public sealed record OutsideTrust(EntityId Resource, string Trusted, string? Condition, ValueArray<string> Evidence);
