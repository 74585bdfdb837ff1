using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Policies;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>
/// One entry of <c>resource_changes</c>. A value that is known only after apply is looked for behind the references of the configuration: an
/// ARN or name of a resource of the same module can be told from what is planned for it; else reading it is a problem that is told.
/// </summary>
internal sealed class TerraformResource(TerraformPlan plan, JsonElement change)
{
    public string Address { get; } = Text(change, "address") ?? "?";

    public string Type { get; } = Text(change, "type") ?? "?";

    public string? Module { get; } = Text(change, "module_address");

    /// <summary>Type and name without index: as references write it.</summary>
    public string Local => $"{Type}.{Text(change, "name")}";

    public string Account => plan.Account ?? throw new ChangeProblem("which account the plan is for (--account)");

    public string Region => plan.Region ?? throw new ChangeProblem("which region the plan is for (--region)");

    public JsonElement Before { get; } = Part(change, "before");

    public JsonElement After { get; } = Part(change, "after");

    public bool Creates => Before.ValueKind != JsonValueKind.Object && After.ValueKind == JsonValueKind.Object;

    public bool Deletes => After.ValueKind != JsonValueKind.Object;

    /// <summary>Deleted and made anew: what hung on it is gone.</summary>
    public bool Replaces => Actions.Contains("delete") && Actions.Contains("create");

    public ImmutableArray<string> Actions { get; } = change.TryGetProperty("change", out var inner) ? Strings(inner, "actions") : [];

    public bool IsUnknown(string name)
    {
        var unknown = change.TryGetProperty("change", out var inner) ? ChangeJson.Part(inner, "after_unknown") : default;
        var value = ChangeJson.Part(unknown, name);
        return value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().Any(static v => v.ValueKind == JsonValueKind.True));
    }

    /// <summary>The planned text, or of a deleted resource the one it has; null where there is none.</summary>
    public string? Value(string name)
    {
        if (Deletes)
        {
            return Text(Before, name);
        }

        return Text(After, name) ?? (IsUnknown(name) ? plan.Referenced(this, name).FirstOrDefault() ?? throw Unknown(name) : null);
    }

    public string Required(string name) => Value(name) is { Length: > 0 } value ? value : throw new ChangeProblem($"`{name}` is missing");

    /// <summary>The planned texts of a list.</summary>
    public ImmutableArray<string> Values(string name)
    {
        if (!Deletes && IsUnknown(name))
        {
            var found = plan.Referenced(this, name);
            return found.IsEmpty ? throw Unknown(name) : found;
        }

        return Strings(Deletes ? Before : After, name);
    }

    /// <summary>The planned policy; a problem where it is known only after apply.</summary>
    public CompiledPolicy Policy(string name, string called) => IsUnknown(name) && !Deletes ? throw Unknown(name) : ChangeJson.Policy(Deletes ? Before : After, name, called);

    /// <summary>What a reference to an attribute of this resource stands for, where that can be told before apply.</summary>
    public string? Told(string attribute) => Text(After.ValueKind == JsonValueKind.Object ? After : Before, attribute) ?? Text(Before, attribute) ?? TerraformNames.Of(this, attribute);

    private static ChangeProblem Unknown(string name) => new($"`{name}` is known only after apply");

    private static JsonElement Part(JsonElement change, string name) => change.TryGetProperty("change", out var inner) ? ChangeJson.Part(inner, name) : default;
}
