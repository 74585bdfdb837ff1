using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>A test that a rule carries with it.</summary>
/// <param name="Name">Short sentence.</param>
/// <param name="Origin">Where the shape of the events comes from.</param>
/// <param name="Fires">True: the rule must match; false: a near miss that must not.</param>
/// <param name="Events">Events as JSON, in order.</param>
/// <param name="Position">Where the case stands.</param>
public sealed record SigmaCase(string Name, string Origin, bool Fires, ImmutableArray<string> Events, SigmaPosition Position);
