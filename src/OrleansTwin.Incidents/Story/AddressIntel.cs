using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>What is known of an external address. Null country or network: not known. <see cref="Indicators"/>: names of the lists it stands on.</summary>
public sealed record AddressIntel(ValueArray<string> Indicators, string? Country = null, string? Asn = null);
