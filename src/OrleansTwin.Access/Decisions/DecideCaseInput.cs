namespace OrleansTwin.Access.Decisions;

/// <summary>A case as read; without request where it could not be.</summary>
internal sealed record DecideCaseInput(string? Id, AccessRequest? Request, PolicySet Policies);
