namespace OrleansTwin.Incidents.Vendors;

/// <summary>One line of <c>twin correlate</c>.</summary>
public sealed record VendorAssignment(string Alert, string Incident);
