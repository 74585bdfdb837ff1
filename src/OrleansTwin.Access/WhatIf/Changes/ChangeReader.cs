using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.WhatIf.Edits;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>
/// Reads a change file; its content says what it is: a CloudTrail record (or an object with <c>Records</c>, taken as one change), a
/// Terraform plan (<c>terraform show -json</c>), a policy with where it goes (<c>policy</c>), a bare policy document with what the options say,
/// a rule (<c>securityGroup</c>), a step to cut (<c>cut</c>), or a list of these.
/// </summary>
public static class ChangeReader
{
    /// <summary>Longest change file in characters.</summary>
    public const int CharactersMax = 64 * 1024 * 1024;

    private const int DepthMax = 64;
    private const string Allowed = "allowed are a CloudTrail record, a policy, a security group rule, {\"cut\": {\"from\", \"to\"}} and the output of terraform show -json";

    public static ChangeSet Read(string json, ChangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > CharactersMax)
        {
            return ChangeSet.Wrong(string.Create(CultureInfo.InvariantCulture, $"{json.Length} characters; allowed are {CharactersMax}"));
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
            return Root(document.RootElement.Clone(), options ?? new());
        }
        catch (JsonException problem)
        {
            return ChangeSet.Wrong(string.Create(CultureInfo.InvariantCulture, $"line {(problem.LineNumber ?? 0) + 1}, column {(problem.BytePositionInLine ?? 0) + 1}: no JSON of at most {DepthMax} levels"));
        }
        catch (ChangeProblem problem)
        {
            return ChangeSet.Wrong(problem.Message);
        }
    }

    private static ChangeSet Root(JsonElement root, ChangeOptions options)
    {
        var id = StableHash.Id("change", root.GetRawText(), string.Empty);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array)
        {
            return Joined([.. records.EnumerateArray()], id, options);
        }

        return root.ValueKind == JsonValueKind.Array ? Joined([.. root.EnumerateArray()], id, options) : One(root, id, options);
    }

    private static ChangeSet One(JsonElement root, string id, ChangeOptions options)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ChangeSet.Wrong($"`{root.ValueKind}`; {Allowed}");
        }

        if (LoggedChanges.Is(root))
        {
            return LoggedChanges.Read(root, id, options);
        }

        if (root.TryGetProperty("resource_changes", out _) || root.TryGetProperty("planned_values", out _))
        {
            return TerraformPlan.Read(root, id, options);
        }

        if (root.TryGetProperty("cut", out var cut))
        {
            return new(id, "cut", [Cut(cut)]);
        }

        if (root.TryGetProperty("securityGroup", out _))
        {
            return new(id, "network rule", [Rule(root)]);
        }

        return PolicyChanges.Is(root) ? PolicyChanges.Read(root, id, options) : ChangeSet.Wrong($"an object of no kind that is known; {Allowed}");
    }

    private static ChangeSet Joined(JsonElement[] parts, string id, ChangeOptions options)
    {
        var sets = parts.Select(p => One(p, StableHash.Id("change", p.GetRawText(), string.Empty), options)).ToList();
        return sets.Count == 1 ? sets[0] : new(id, string.Join(", ", sets.Select(static s => s.Action).Distinct(StringComparer.Ordinal)), [.. sets.SelectMany(static s => s.Edits)])
        {
            Time = sets.Max(static s => s.Time),
            Actor = sets.Select(static s => s.Actor).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null,
            NotDecided = [.. sets.SelectMany(static s => s.NotDecided)],
            Problems = [.. sets.SelectMany(static s => s.Problems)],
        };
    }

    private static WhatIfEdit Cut(JsonElement cut)
    {
        var (from, to) = (Text(cut, "from"), Text(cut, "to"));
        if (from is null && to is null)
        {
            throw new ChangeProblem("`cut` names neither `from` nor `to`");
        }

        return NetworkEdits.Cut(new(Node(from), Node(to), Text(cut, "kind")));
    }

    private static EntityId? Node(string? text) => text is null or "*" ? null : text == "internet" ? AttackNodes.Internet : new EntityId(text);

    private static WhatIfEdit Rule(JsonElement e)
    {
        var ranges = new[] { Text(e, "cidr"), Text(e, "cidrIpv6") }.OfType<string>();
        var rule = ChangeJson.Rule(Text(e, "protocol"), Number(e, "fromPort") ?? Number(e, "port"), Number(e, "toPort") ?? Number(e, "port"), ranges, new[] { Text(e, "sourceGroup") }.OfType<string>(), new[] { Text(e, "prefixList") }.OfType<string>());
        return NetworkEdits.Rule(Required(e, "securityGroup"), Text(e, "direction") != "egress", rule, !Flag(e, "remove"));
    }
}
