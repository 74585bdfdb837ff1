using System.Collections.Immutable;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization;

/// <summary>
/// What one event means for the twin, by the catalogue. A denied or failed call and a dry run change nothing but keep their targets.
/// </summary>
public sealed record NormalizedEvent
{
    /// <summary>Breaks ties of time in the canonical order.</summary>
    public EventPhase Phase { get; init; }

    /// <summary>The call had an effect: a write that succeeded and was no dry run.</summary>
    public bool Write { get; init; }

    /// <summary>False: the API is not in the catalogue; targets are what the record mentions and the meaning is not known.</summary>
    public bool Known { get; init; }

    /// <summary>API as <c>service:Action</c>, without version suffix.</summary>
    public string Action { get; init; } = string.Empty;

    /// <summary>One change for each entity, in the order of the catalogue.</summary>
    public ImmutableArray<ResourceChange> Changes { get; init; } = [];

    public ImmutableArray<Target> Targets { get; init; } = [];

    /// <summary>Access to what a store holds, where the call is one; attempts too.</summary>
    public DataAccess? Data { get; init; }

    /// <summary>A credential or session that the call handed out.</summary>
    public CredentialMint? Mint { get; init; }

    /// <summary>What the service deletes along with the entity, found by whoever holds the relations.</summary>
    public ImmutableArray<Cascade> Cascades { get; init; } = [];

    /// <summary>A read whose answer is worth stealing: secrets, parameters, passwords, user data.</summary>
    public bool Sensitive { get; init; }

    /// <summary>A part of the record that the entry needed is no readable JSON: what it would have told is not known.</summary>
    public bool Unreadable { get; init; }
}
