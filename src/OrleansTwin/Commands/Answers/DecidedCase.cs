using System.Collections.Immutable;

namespace OrleansTwin.Commands.Answers;

/// <summary>A case as decided by any model.</summary>
/// <param name="Id">The case's own id.</param>
/// <param name="Decision">The outcome's name.</param>
/// <param name="Why">In words, for a table.</param>
/// <param name="Unread">What could not be read.</param>
/// <param name="Json">The answer for files.</param>
internal sealed record DecidedCase(string? Id, string Decision, string Why, ImmutableArray<string> Unread, string Json);
