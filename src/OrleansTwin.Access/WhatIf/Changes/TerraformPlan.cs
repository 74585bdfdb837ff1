using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>
/// A plan as <c>terraform show -json</c> writes it (Terraform, "JSON output format", format version 1). Creations and updates first, in the
/// order that names things before they are used, then deletions. What is not modelled, or known only after apply, is named.
/// </summary>
internal sealed class TerraformPlan
{
    private const int ResourcesMax = 100_000;
    private const int ModulesMax = 64;

    private static readonly FrozenDictionary<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>> ByType = TerraformIam.All.Concat(TerraformStores.All).Concat(TerraformNetwork.All)
        .ToFrozenDictionary(static t => t.Key, static t => t.Value, StringComparer.Ordinal);

    private readonly JsonElement _root;
    private readonly Dictionary<string, TerraformResource> _byLocal = new(StringComparer.Ordinal);

    private TerraformPlan(JsonElement root, ChangeOptions options)
    {
        _root = root;
        Account = options.Account;
        Region = options.Region ?? Nested(root, "configuration", "provider_config", "aws", "expressions", "region", "constant_value") ?? Nested(root, "variables", "region", "value") ?? Nested(root, "variables", "aws_region", "value");
        Resources = [.. Items(root, "resource_changes").Where(static r => Text(r, "mode") != "data").Take(ResourcesMax).Select(r => new TerraformResource(this, r))];
        foreach (var resource in Resources)
        {
            _byLocal.TryAdd($"{resource.Module}|{resource.Local}", resource);
        }
    }

    public string? Account { get; }

    public string? Region { get; }

    public ImmutableArray<TerraformResource> Resources { get; }

    public static ChangeSet Read(JsonElement root, string id, ChangeOptions options)
    {
        var plan = new TerraformPlan(root, options);
        if (!root.TryGetProperty("resource_changes", out _))
        {
            return ChangeSet.Wrong("the plan holds no `resource_changes`; give the output of terraform show -json of a plan file, not of a state");
        }

        var edits = ImmutableArray.CreateBuilder<WhatIfEdit>();
        var open = ImmutableArray.CreateBuilder<NotDecided>();
        foreach (var resource in plan.Resources.Where(static r => r.Actions.Any(static a => a is "create" or "update" or "delete")).OrderBy(Order))
        {
            plan.Take(resource, edits, open);
        }

        return new(id, "terraform plan", edits.ToImmutable()) { NotDecided = open.ToImmutable() };
    }

    /// <summary>What the configuration's expression for an attribute refers to, as far as it can be told.</summary>
    public ImmutableArray<string> Referenced(TerraformResource resource, string attribute)
    {
        if (Module(resource.Module) is not { } module || Items(module, "resources").FirstOrDefault(r => Text(r, "address") == resource.Local) is not { ValueKind: JsonValueKind.Object } configured)
        {
            return [];
        }

        var told = Strings(ChangeJson.Part(ChangeJson.Part(configured, "expressions"), attribute), "references")
            .Where(static r => r.Split('.').Length >= 3)
            .Select(r => r.Split('.') is [var type, var name, var wanted, ..] && _byLocal.TryGetValue($"{resource.Module}|{type}.{name.Split('[')[0]}", out var other) ? other.Told(wanted) : null).ToList();
        return told.Count > 0 && told.TrueForAll(static t => t is not null) ? [.. told.OfType<string>()] : [];
    }

    /// <summary>A planned resource by the id that <see cref="TerraformNames"/> gave it.</summary>
    public TerraformResource? ByAddress(string address) => Resources.FirstOrDefault(r => r.Address == address);

    private void Take(TerraformResource resource, ImmutableArray<WhatIfEdit>.Builder edits, ImmutableArray<NotDecided>.Builder open)
    {
        if (TerraformTypes.Default.IsNeutral(resource.Type))
        {
            return;
        }

        if (resource.Type == "aws_organizations_policy_attachment")
        {
            TakeAttachment(resource, edits, open);
            return;
        }

        if (!ByType.TryGetValue(resource.Type, out var read))
        {
            open.Add(new(resource.Address, $"what a resource of type {resource.Type} changes is not modelled"));
            return;
        }

        try
        {
            edits.AddRange(read(resource));
        }
        catch (ChangeProblem problem)
        {
            open.Add(new(resource.Address, problem.Message));
        }
    }

    private void TakeAttachment(TerraformResource resource, ImmutableArray<WhatIfEdit>.Builder edits, ImmutableArray<NotDecided>.Builder open)
    {
        try
        {
            var (id, target) = (resource.Required("policy_id"), resource.Required("target_id"));
            var policy = ByAddress(id) ?? Resources.FirstOrDefault(r => r.Type == "aws_organizations_policy" && Text(r.Before, "id") == id);
            if (policy is null)
            {
                open.Add(new(resource.Address, $"what policy {id} says is not in the plan"));
                return;
            }

            var (name, kind) = (policy.Required("name"), policy.Value("type") ?? "SERVICE_CONTROL_POLICY");
            if (kind is "SERVICE_CONTROL_POLICY" or "RESOURCE_CONTROL_POLICY")
            {
                edits.Add(ResourceEdits.Control(kind[0] == 'R', target, name, resource.Deletes ? null : policy.Policy("content", name)));
            }
        }
        catch (ChangeProblem problem)
        {
            open.Add(new(resource.Address, problem.Message));
        }
    }

    private JsonElement? Module(string? address)
    {
        var module = ChangeJson.Part(ChangeJson.Part(_root, "configuration"), "root_module");
        foreach (var name in (address ?? string.Empty).Split('.').Where(static p => p.Length > 0 && p != "module").Take(ModulesMax))
        {
            module = ChangeJson.Part(ChangeJson.Part(ChangeJson.Part(module, "module_calls"), name.Split('[')[0]), "module");
        }

        return module.ValueKind == JsonValueKind.Object ? module : null;
    }

    /// <summary>Identities and policies before what is put on them; deletions of identities last.</summary>
    private static int Order(TerraformResource resource) => (resource.Deletes, resource.Type) switch
    {
        (false, "aws_iam_role" or "aws_iam_user" or "aws_iam_group" or "aws_iam_policy" or "aws_s3_bucket" or "aws_security_group" or "aws_lambda_function") => 0,
        (false, "aws_iam_instance_profile") => 1,
        (false, _) => 2,
        (true, "aws_iam_role" or "aws_iam_user" or "aws_iam_group" or "aws_iam_policy" or "aws_s3_bucket") => 4,
        (true, _) => 3,
    };
}
