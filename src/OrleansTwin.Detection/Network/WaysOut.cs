using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Network;

/// <summary>
/// The ways by which a workload's calls leave, as of a position. <see cref="Known"/> is false while anything is <see cref="Missing"/>: then
/// an address outside the list proves nothing.
/// </summary>
public sealed record WaysOut
{
    public EntityId Instance { get; init; }

    public bool Known { get; init; }

    /// <summary>Public addresses, ordered.</summary>
    public ValueArray<string> Addresses { get; init; }

    /// <summary>Ids (<c>vpce-…</c>) of the VPC endpoints of its network that the twin knows, ordered.</summary>
    public ValueArray<string> Endpoints { get; init; }

    /// <summary>The VPC it runs in, if known.</summary>
    public EntityId Vpc { get; init; }

    /// <summary>What was not known, and what would tell.</summary>
    public ValueArray<string> Missing { get; init; }
}
