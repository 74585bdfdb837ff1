namespace OrleansTwin.Web.Graph;

/// <summary>How a type of entity is drawn and called.</summary>
/// <param name="Shape">external, identity, role, workload, data, secret, network or other.</param>
public sealed record NodeKind(string Shape, string Noun);
