namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>A user, role or group by account, kind (<c>user</c>, <c>role</c>, <c>group</c>) and name.</summary>
public sealed record PrincipalRef(string Account, string Kind, string Name)
{
    /// <summary>The ARN as it is for one without a path.</summary>
    public string Arn => $"arn:aws:iam::{Account}:{Kind}/{Name}";

    /// <summary>From an IAM ARN of one of the three kinds; null for other text.</summary>
    public static PrincipalRef? Parse(string arn) =>
        arn.Split(':', 6) is ["arn", _, "iam", _, { Length: > 0 } account, var resource] && resource.Split('/') is [("user" or "role" or "group") and var kind, .., { Length: > 0 } name] ? new(account, kind, name) : null;
}
