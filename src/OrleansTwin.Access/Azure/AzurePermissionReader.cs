using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Azure.Conditions;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Azure;

/// <summary>Reads <c>permissions [{actions, notActions, dataActions, notDataActions, condition?, conditionVersion?}]</c>.</summary>
internal static class AzurePermissionReader
{
    public static ImmutableArray<AzurePermission> Read(JsonElement owner, string place, CaseProblems problems, AzureLimits limits) =>
        [.. problems.Objects(owner, "permissions", place, limits.ActionsMax).Select(p => new AzurePermission(
            Patterns(p.Item, "actions", p.Place, problems, limits),
            Patterns(p.Item, "notActions", p.Place, problems, limits),
            Patterns(p.Item, "dataActions", p.Place, problems, limits),
            Patterns(p.Item, "notDataActions", p.Place, problems, limits),
            AzureCondition.Parse(problems.Text(p.Item, "condition", p.Place), problems.Text(p.Item, "conditionVersion", p.Place), limits)))];

    private static ActionPatterns Patterns(JsonElement permission, string name, string place, CaseProblems problems, AzureLimits limits)
    {
        var texts = problems.Texts(permission, name, place, limits.ActionsMax);
        return texts.IsEmpty ? ActionPatterns.None : ActionPatterns.Of(texts);
    }
}
