using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Recognition;

/// <summary>What is known of how an identity is used. Null and empty: not seen.</summary>
public sealed record IdentityProfile
{
    public required EntityId Id { get; init; }

    /// <summary>CloudFormation's name, for example <c>AWS::IAM::Role</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>User agents seen, most used first, bounded by the caller.</summary>
    public ValueArray<string> Agents { get; init; }

    /// <summary>Calls in each hour of the day, UTC, 24 numbers; empty when not counted.</summary>
    public ValueArray<long> HoursOfDay { get; init; }

    /// <summary>Days (UTC) with a call.</summary>
    public int ActiveDays { get; init; }

    public long Calls { get; init; }

    public long Writes { get; init; }

    public int DistinctActions { get; init; }

    /// <summary>Session names seen.</summary>
    public ValueArray<string> Sessions { get; init; }

    /// <summary>Identity provider and subject of federated tokens, <c>provider|subject</c>.</summary>
    public ValueArray<string> Federations { get; init; }

    public bool ConsoleSignIn { get; init; }

    public bool? Mfa { get; init; }

    /// <summary>Accounts outside the estate that acted through it.</summary>
    public ValueArray<string> OutsideAccounts { get; init; }

    /// <summary>Its trust policy asks for an external id; null where the policy is not known.</summary>
    public bool? ExternalId { get; init; }

    /// <summary>Event ids that show what is said here.</summary>
    public ValueArray<string> Evidence { get; init; }
}
