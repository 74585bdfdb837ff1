using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Vendors;

/// <summary>An alert of another product, as far as correlation needs it. Keys are sorted and bounded.</summary>
public sealed record VendorAlert(string Id, string Title, DateTimeOffset Start, DateTimeOffset End, ValueArray<VendorKey> Keys);
