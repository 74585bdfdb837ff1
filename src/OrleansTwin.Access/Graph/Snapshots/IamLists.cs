using System.Text.Json;
using System.Text.Json.Nodes;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// Identities put together from single IAM answers: <c>list-users|roles|groups</c> and <c>get-user|role|group</c>; inline policies from
/// <c>get-user-policy</c> and its like, which name their identity; attachments from <c>list-attached-…-policies</c>, which do not, so that
/// the file's path must (<c>iam-list-attached-role-policies/NAME.json</c>). Where an identity's policies were not asked for, an unseen
/// policy stands for them, so nothing is concluded from their absence.
/// </summary>
internal static class IamLists
{
    private static readonly (string Kind, string List, string Detail, string Inline)[] Kinds =
    [
        ("User", "Users", "UserDetailList", "UserPolicyList"),
        ("Group", "Groups", "GroupDetailList", "GroupPolicyList"),
        ("Role", "Roles", "RoleDetailList", "RolePolicyList"),
    ];

    public static IEnumerable<(string List, JsonElement Element)> Assemble(SnapshotLists lists)
    {
        var answers = lists.Of(SnapshotLists.Single);
        foreach (var (kind, list, detail, inline) in Kinds)
        {
            var detailed = lists.Elements(detail).Select(static e => Text(e, "Arn")).ToHashSet(StringComparer.Ordinal);
            var listed = lists.Elements(list).Concat(answers.Where(a => a.Element.TryGetProperty(kind, out _)).Select(a => a.Element.GetProperty(kind)));
            foreach (var entity in listed.Where(e => Text(e, "Arn") is { } arn && ArnPart(arn, 2) == "iam" && Text(e, kind + "Name") is not null && detailed.Add(arn)))
            {
                yield return (detail, One(lists, answers, entity, kind, inline));
            }
        }

        foreach (var policy in ManagedPolicies(lists, answers))
        {
            yield return ("Policies", policy);
        }
    }

    private static JsonElement One(SnapshotLists lists, IReadOnlyList<SnapshotItem> answers, JsonElement entity, string kind, string inline)
    {
        var name = Text(entity, kind + "Name")!;
        var lower = kind.ToLowerInvariant();
        var made = JsonNode.Parse(entity.GetRawText())!.AsObject();
        var own = new JsonArray();
        foreach (var answer in answers.Where(a => Text(a.Element, kind + "Name") == name && a.Element.TryGetProperty("PolicyDocument", out _)))
        {
            own.Add(new JsonObject { ["PolicyName"] = Text(answer.Element, "PolicyName"), ["PolicyDocument"] = JsonNode.Parse(answer.Element.GetProperty("PolicyDocument").GetRawText()) });
        }

        foreach (var unread in Asked(answers, $"iam-list-{lower}-policies", name).SelectMany(a => Strings(a.Element, "PolicyNames")).Where(p => !own.Any(o => o!["PolicyName"]?.GetValue<string>() == p)))
        {
            own.Add(new JsonObject { ["PolicyName"] = unread });
        }

        if (!Asked(answers, $"iam-list-{lower}-policies", name).Any())
        {
            own.Add(new JsonObject { ["PolicyName"] = $"inline policies of {name}, which were not listed" });
        }

        var attached = Asked(answers, $"iam-list-attached-{lower}-policies", name).ToList();
        made["AttachedManagedPolicies"] = new JsonArray([.. attached.SelectMany(a => Items(a.Element, "AttachedPolicies")).Select(static p => (JsonNode)new JsonObject { ["PolicyName"] = Text(p, "PolicyName"), ["PolicyArn"] = Text(p, "PolicyArn") })]);
        if (attached.Count == 0)
        {
            own.Add(new JsonObject { ["PolicyName"] = $"policies attached to {name}, which were not listed" });
        }

        made[inline] = own;
        if (kind == "User")
        {
            Groups(lists, answers, made, name, own);
        }

        return JsonSerializer.SerializeToElement(made);
    }

    private static void Groups(SnapshotLists lists, IReadOnlyList<SnapshotItem> answers, JsonObject user, string name, JsonArray own)
    {
        var asked = Asked(answers, "iam-list-groups-for-user", name).SelectMany(static a => Items(a.Element, "Groups")).Select(static g => Text(g, "GroupName"));
        var members = answers.Where(a => a.Element.TryGetProperty("Group", out _) && Items(a.Element, "Users").Any(u => Text(u, "UserName") == name)).Select(static a => Nested(a.Element, "Group", "GroupName"));
        user["GroupList"] = new JsonArray([.. asked.Concat(members).OfType<string>().Distinct(StringComparer.Ordinal).Select(static g => (JsonNode)g)]);
        var groups = lists.Elements("Groups").Select(static g => Text(g, "GroupName")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = Asked(answers, "iam-list-groups-for-user", name).Any()
            || (lists.Has("Groups") && groups.All(g => answers.Any(a => a.Element.TryGetProperty("Group", out _) && Nested(a.Element, "Group", "GroupName") == g)));
        if (!known)
        {
            own.Add(new JsonObject { ["PolicyName"] = $"policies of groups of {name}, which were not listed" });
        }
    }

    private static IEnumerable<JsonElement> ManagedPolicies(SnapshotLists lists, IReadOnlyList<SnapshotItem> answers)
    {
        var versions = answers.Where(static a => a.Call == "iam-get-policy-version" && a.Argument is not null && a.Element.TryGetProperty("PolicyVersion", out _)).ToLookup(static a => PolicyArn(a.Argument!), StringComparer.Ordinal);
        var listed = lists.Elements("Policies").Concat(answers.Where(static a => a.Call == "iam-get-policy" && a.Element.TryGetProperty("Policy", out var p) && p.ValueKind == JsonValueKind.Object).Select(static a => a.Element.GetProperty("Policy")));
        foreach (var policy in listed.Where(static p => Text(p, "Arn") is not null && !p.TryGetProperty("PolicyVersionList", out _)).DistinctBy(static p => Text(p, "Arn")))
        {
            var found = versions[Text(policy, "Arn")!].Select(static v => JsonNode.Parse(v.Element.GetProperty("PolicyVersion").GetRawText())).ToArray();
            if (found.Length > 0)
            {
                var made = JsonNode.Parse(policy.GetRawText())!.AsObject();
                made["PolicyVersionList"] = new JsonArray(found);
                yield return JsonSerializer.SerializeToElement(made);
            }
        }
    }

    /// <summary>The argument may carry the version behind the ARN.</summary>
    private static string PolicyArn(string argument)
    {
        var slash = argument.LastIndexOf('/');
        return slash > 0 && slash + 1 < argument.Length && argument[slash + 1] == 'v' && int.TryParse(argument.AsSpan(slash + 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _) ? argument[..slash] : argument;
    }

    private static IEnumerable<SnapshotItem> Asked(IReadOnlyList<SnapshotItem> answers, string call, string name) =>
        answers.Where(a => a.Call == call && (a.Argument == name || a.Argument?.EndsWith("/" + name, StringComparison.Ordinal) == true));
}
