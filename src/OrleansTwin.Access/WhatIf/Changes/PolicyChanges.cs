using System.Text.Json;
using OrleansTwin.Access.Policies;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>
/// A policy as a change: <c>{"policy": "identity|resource|trust|boundary|scp|rcp", "on": ARN, account, unit or *, "name": …, "document": {…}, "remove": false}</c>,
/// or the document alone where the options say kind and place, or it names them itself (a resource policy that speaks of one resource).
/// </summary>
internal static class PolicyChanges
{
    private static readonly string[] Kinds = ["identity", "resource", "trust", "boundary", "scp", "rcp"];

    public static bool Is(JsonElement root) => root.TryGetProperty("policy", out _) || root.TryGetProperty("Statement", out _);

    public static ChangeSet Read(JsonElement root, string id, ChangeOptions options)
    {
        var bare = root.TryGetProperty("Statement", out _);
        var document = bare ? root : Part(root, "document");
        var kind = (bare ? options.As : Text(root, "policy")) ?? (bare ? Guess(root) : null);
        var on = (bare ? options.On : Text(root, "on")) ?? (kind == "resource" ? Only(document) : kind is "scp" or "rcp" ? "*" : null);
        if (kind is null || !Kinds.Contains(kind))
        {
            return ChangeSet.Wrong($"a policy of kind `{kind ?? "(none)"}`; allowed are {string.Join(", ", Kinds)} (--as)");
        }

        if (on is null)
        {
            return ChangeSet.Wrong($"what the {kind} policy is put on (--on)");
        }

        var name = Text(root, "name") ?? (bare ? "new policy" : "policy");
        var removed = !bare && Flag(root, "remove");
        var policy = removed ? null : Policy(document, kind is "identity" or "scp" or "rcp" ? name : $"{kind} policy of {on}");
        return new(id, $"{kind} policy", [.. Edits(kind, on, name, policy, options)]);
    }

    private static IEnumerable<WhatIfEdit> Edits(string kind, string on, string name, CompiledPolicy? policy, ChangeOptions options)
    {
        if (kind is "scp" or "rcp")
        {
            return [ResourceEdits.Control(kind == "rcp", on, name, policy)];
        }

        if (kind == "resource")
        {
            return [ResourceEdits.Policy(on, policy)];
        }

        var parts = on.Split(':', 6);
        if (kind == "identity" && parts is [_, _, "iam", _, { Length: > 0 } account, var resource] && resource.StartsWith("policy/", StringComparison.Ordinal))
        {
            return [IamEdits.Managed(account, on, policy)];
        }

        var who = PrincipalRef.Parse(on) ?? throw new ChangeProblem($"`{on}` is no ARN of a user, role, group or policy");
        if (kind == "trust")
        {
            return [IamEdits.Trust(who, policy)];
        }

        if (kind == "identity")
        {
            return [IamEdits.Inline(who, name, policy)];
        }

        var arn = $"arn:aws:iam::{options.Account ?? who.Account}:policy/{name}";
        return policy is null ? [IamEdits.Boundary(who, null)] : [IamEdits.Managed(who.Account, arn, policy), IamEdits.Boundary(who, arn)];
    }

    /// <summary>A document with principals is a resource's.</summary>
    private static string? Guess(JsonElement document) => PolicyReader.Read(document.GetRawText()).Document is { } read && read.Statements.Any(static s => s.Principal is not null) ? "resource" : null;

    private static string? Only(JsonElement document)
    {
        if (PolicyReader.Read(document.GetRawText()).Document is not { } read)
        {
            return null;
        }

        var resources = read.Statements.SelectMany(static s => s.Resources).Select(static r => ArnPart(r, 2) == "s3" ? r.Split('/')[0] : r).Distinct(StringComparer.Ordinal).ToList();
        return resources is [var one] && one.StartsWith("arn:", StringComparison.Ordinal) && !one.AsSpan().ContainsAny('*', '?') ? one : null;
    }
}
