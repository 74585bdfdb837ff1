namespace OrleansTwin.Access.Agreement;

/// <summary>Calls that the twin could not decide, and what was missing.</summary>
public sealed record OpenCalls(string Account, string Service, string Missing, int Calls);
