using System.Collections.Immutable;

namespace OrleansTwin.Access.Clouds;

/// <summary>The answer to one case.</summary>
/// <param name="Id">The case's own id.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Unread">What of the case could not be read, each with its place; empty for a good case.</param>
/// <param name="Json">The answer as <c>twin access decide</c> writes it.</param>
public sealed record CloudAnswer(string? Id, CloudDecision Decision, ImmutableArray<string> Unread, string Json);
