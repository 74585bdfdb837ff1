using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Agreement;

/// <summary>What the twin says of one logged call.</summary>
/// <param name="Allowed">Null: it cannot decide.</param>
/// <param name="Layer">The layer of policy that decided; identity where nothing allows.</param>
/// <param name="Why">What decided; where nothing could, what was missing.</param>
public sealed record CallVerdict(bool? Allowed, PolicyLayer Layer, string Why)
{
    internal static CallVerdict Open(string missing) => new(null, PolicyLayer.Identity, missing);
}
