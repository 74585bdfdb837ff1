using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Lineage;

/// <summary>A logged response that handed out a key, or a session that was begun: who got it, who asked for it.</summary>
[GenerateSerializer, Immutable, Alias("ot.mint")]
public sealed record Mint
{
    [Id(0)] public required EventOrder At { get; init; }

    /// <summary>Access key id, or empty where the response did not tell it.</summary>
    [Id(1)] public required string Credential { get; init; }

    /// <summary>Role or user the key acts as.</summary>
    [Id(2)] public required EntityId Principal { get; init; }

    [Id(3)] public string? Session { get; init; }

    /// <summary>The caller, as its record tells it.</summary>
    [Id(4)] public required Actor By { get; init; }

    [Id(5)] public string? SourceIdentity { get; init; }

    /// <summary>API that minted it.</summary>
    [Id(6)] public string Action { get; init; } = string.Empty;

    /// <summary>Federated subject, where the call was one (<c>provider|subject</c>).</summary>
    [Id(7)] public string? Federation { get; init; }
}
