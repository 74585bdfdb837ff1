using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>Who did the least event of an observation, from where and on what; null where the record does not say.</summary>
[GenerateSerializer, Immutable, Alias("ot.octx")]
public sealed record ObservationContext
{
    public static ObservationContext None { get; } = new();

    [Id(0)] public string? Address { get; init; }

    [Id(1)] public string? Agent { get; init; }

    [Id(2)] public string? Credential { get; init; }

    /// <summary>Principal's entity id.</summary>
    [Id(3)] public string? Principal { get; init; }

    [Id(4)] public string? Session { get; init; }

    [Id(5)] public string? SourceIdentity { get; init; }

    [Id(6)] public string? Action { get; init; }

    /// <summary>Primary target's entity id.</summary>
    [Id(7)] public string? Resource { get; init; }

    /// <summary>The earlier of two firsts. Copies of one event tie: then what is said goes before what is missing, and the ordinally lesser first.</summary>
    public static (EventOrder First, ObservationContext Context) Earlier((EventOrder First, ObservationContext Context) one, (EventOrder First, ObservationContext Context) other)
    {
        var order = one.First.CompareTo(other.First);
        return (order != 0 ? order : one.Context.CompareTo(other.Context)) <= 0 ? one : other;
    }

    private int CompareTo(ObservationContext other)
    {
        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        var order = Compare(Address, other.Address);
        order = order != 0 ? order : Compare(Agent, other.Agent);
        order = order != 0 ? order : Compare(Credential, other.Credential);
        order = order != 0 ? order : Compare(Principal, other.Principal);
        order = order != 0 ? order : Compare(Session, other.Session);
        order = order != 0 ? order : Compare(SourceIdentity, other.SourceIdentity);
        order = order != 0 ? order : Compare(Action, other.Action);
        return order != 0 ? order : Compare(Resource, other.Resource);
    }

    private static int Compare(string? one, string? other) =>
        one is null || other is null ? (one is null).CompareTo(other is null) : string.CompareOrdinal(one, other);
}
