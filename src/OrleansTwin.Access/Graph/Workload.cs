using System.Collections.Immutable;

namespace OrleansTwin.Access.Graph;

/// <summary>Something that runs with a role, or that a path needs to exist.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Kind">Service and type, such as <c>lambda:function</c>.</param>
/// <param name="RoleArn">The role it runs with; null for none.</param>
/// <param name="Attributes">Facts that paths ask for, such as state.</param>
public sealed record Workload(string Arn, string Kind, string? RoleArn, ImmutableDictionary<string, string> Attributes);
