namespace OrleansTwin.Incidents.Vendors;

/// <summary>A line that could not be read: its number from 1 and why.</summary>
public sealed record VendorProblem(int Line, string Reason);
