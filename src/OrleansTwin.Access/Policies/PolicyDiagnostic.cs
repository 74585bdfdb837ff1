namespace OrleansTwin.Access.Policies;

/// <summary>One problem of a policy document.</summary>
/// <param name="Code">The kind of problem.</param>
/// <param name="Place">JSON path inside the document, such as <c>$.Statement[2].Effect</c>.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record PolicyDiagnostic(PolicyDiagnosticCode Code, string Place, string Message);
