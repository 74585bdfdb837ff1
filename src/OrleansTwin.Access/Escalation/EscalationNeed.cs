using System.Collections.Immutable;

namespace OrleansTwin.Access.Escalation;

/// <summary>One thing a path needs, as the rule file states it. Which members are set depends on <see cref="Need"/>.</summary>
public sealed record EscalationNeed
{
    /// <summary>
    /// permission, trustsService, trustsCaller, trustsCallerByName, instanceProfile, exists, existing, attribute, roleMay,
    /// administrationRole, caller, adminPolicyExists, keysBelowTwo, keysTwo, loginProfile, noLoginProfile, strongerVersion.
    /// </summary>
    public required string Need { get; init; }

    public string? Action { get; init; }

    /// <summary>ARN with places such as <c>{role}</c> and <c>{account}</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>Context of the call: for each key the values it may carry, one at a time.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary><c>any</c>: it is enough that some resource of the pattern is allowed, since the caller chooses its name.</summary>
    public string? Mode { get; init; }

    /// <summary>The caller's own policies must allow it; what a role's trust grants by name does not count.</summary>
    public bool ByIdentity { get; init; }

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<string> Kinds { get; init; } = [];

    public string? Kind { get; init; }

    public string? Pattern { get; init; }

    public ImmutableArray<string> Permissions { get; init; } = [];

    public ImmutableArray<string> Actions { get; init; } = [];

    public string? Name { get; init; }

    public string? Value { get; init; }

    /// <summary><c>conditional</c> or <c>unknown</c>: the certainty where the fact is not known.</summary>
    public string? IfUnknown { get; init; }
}
