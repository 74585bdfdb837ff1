using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Vendors;

/// <summary>Each alert with its incident in the order of (start, id), and the lines that could not be read.</summary>
public sealed record VendorAnswer(ValueArray<VendorAssignment> Assignments, ValueArray<VendorProblem> Problems);
