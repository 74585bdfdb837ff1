using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// The policies of one layer. <paramref name="Unseen"/> names policies that exist but were not seen, or could not be
/// read: they may allow and deny anything, so the layer's answer stays open unless another layer decides.
/// </summary>
public sealed record LayerPolicies(ImmutableArray<CompiledPolicy> Policies, ImmutableArray<string> Unseen)
{
    /// <summary>Known to hold no policy.</summary>
    public static LayerPolicies None { get; } = new([], []);

    public static LayerPolicies Of(params ImmutableArray<CompiledPolicy> policies) => new(policies, []);

    /// <summary>Nothing is known of the layer.</summary>
    public static LayerPolicies NotSeen(string what) => new([], [what]);

    public bool IsEmpty => Policies.IsEmpty && Unseen.IsEmpty;
}
