using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>Reads the JSON of one case. Problems are gathered in <see cref="Errors"/>.</summary>
internal sealed class DecideCaseReader(ManagedPolicyCatalogue managed)
{
    private readonly List<string> _errors = [];

    public IReadOnlyCollection<string> Errors => _errors;

    public DecideCaseInput Read(JsonElement element)
    {
        var empty = new DecideCaseInput(null, null, PolicySet.Empty);
        if (element.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("a case is a JSON object");
            return empty;
        }

        var id = Text(element, "id");
        if (!element.TryGetProperty("request", out var request) || request.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("`request` is missing");
            return empty with { Id = id };
        }

        return new DecideCaseInput(id, ReadRequest(request), ReadPolicies(element));
    }

    private AccessRequest? ReadRequest(JsonElement request)
    {
        var principal = ReadPrincipal(request);
        var action = Text(request, "action");
        if (string.IsNullOrEmpty(action))
        {
            _errors.Add("`request.action` is missing");
        }

        var (arn, account) = ReadResource(request);
        if (principal is null || string.IsNullOrEmpty(action) || arn is null)
        {
            return null;
        }

        return AccessRequest.Of(principal, action, arn, account, ReadContext(request, principal, account));
    }

    private RequestPrincipal? ReadPrincipal(JsonElement request)
    {
        if (!request.TryGetProperty("principal", out var value))
        {
            _errors.Add("`request.principal` is missing");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var type = Text(value, "type");
            var id = Text(value, "id") ?? Text(value, "value") ?? Text(value, "arn") ?? "";
            if (string.Equals(type, "Anonymous", StringComparison.OrdinalIgnoreCase))
            {
                return RequestPrincipal.Anonymous;
            }

            if (type is "Service")
            {
                return new RequestPrincipal(RequestPrincipalKind.Service, id, null, null, null);
            }

            if (type is "Federated")
            {
                return new RequestPrincipal(RequestPrincipalKind.Federated, id, null, null, null);
            }

            if (type is "CanonicalUser")
            {
                return new RequestPrincipal(RequestPrincipalKind.CanonicalUser, id, null, null, null);
            }

            if (RequestPrincipal.TryParse(id, out var typed))
            {
                return typed;
            }
        }
        else if (value.ValueKind == JsonValueKind.String && RequestPrincipal.TryParse(value.GetString()!, out var principal))
        {
            return principal;
        }

        _errors.Add($"`request.principal` {PolicyProblems.Shorten(value.GetRawText())}: allowed are an ARN of a user, role, session or account, a service name, or a typed object");
        return null;
    }

    private (string? Arn, string? Account) ReadResource(JsonElement request)
    {
        if (!request.TryGetProperty("resource", out var resource))
        {
            _errors.Add("`request.resource` is missing");
            return (null, null);
        }

        var arn = resource.ValueKind == JsonValueKind.String ? resource.GetString() : Text(resource, "arn") ?? Text(resource, "resource");
        var account = Text(resource, "account") ?? Text(resource, "accountId");
        if (string.IsNullOrEmpty(arn))
        {
            _errors.Add("`request.resource.arn` is missing");
            return (null, null);
        }

        return (arn, account);
    }

    private RequestContext ReadContext(JsonElement request, RequestPrincipal principal, string? account)
    {
        var values = new List<KeyValuePair<string, ContextValue>>();
        if (request.TryGetProperty("principalTags", out var tags) && tags.ValueKind == JsonValueKind.Object)
        {
            values.AddRange(tags.EnumerateObject().Select(t => KeyValuePair.Create("aws:PrincipalTag/" + t.Name, Values(t.Value))));
        }

        var name = request.TryGetProperty("context", out var context) ? "context" : "contextVariables";
        if ((name == "context" || request.TryGetProperty(name, out context)) && context.ValueKind == JsonValueKind.Object)
        {
            values.AddRange(context.EnumerateObject().Select(c => KeyValuePair.Create(c.Name, Values(c.Value))));
        }

        return RequestContext.Create(values, complete: true).WithDefaults(PrincipalContext.Derive(principal, account));
    }

    private ContextValue Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => ContextValue.Of([.. value.EnumerateArray().Select(Scalar)]),
        JsonValueKind.Null => ContextValue.Absent,
        _ => ContextValue.Of(Scalar(value)),
    };

    private string Scalar(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            case JsonValueKind.Number:
                return value.GetRawText();
            default:
                _errors.Add($"context value {PolicyProblems.Shorten(value.GetRawText())}: allowed are texts, numbers and booleans");
                return "";
        }
    }

    private PolicySet ReadPolicies(JsonElement element)
    {
        var identity = ReadLayer(element, "identityPolicies", "identity policy") ?? LayerPolicies.None;
        var attached = ReadLayer(element, "managedPolicies", "managed policy") ?? LayerPolicies.None;
        return new PolicySet
        {
            Identity = new LayerPolicies([.. identity.Policies, .. attached.Policies], [.. identity.Unseen, .. attached.Unseen]),
            Resource = ReadLayer(element, "resourcePolicy", "resource policy"),
            PermissionBoundary = ReadLayer(element, "permissionBoundaries", "permission boundary")
                ?? ReadLayer(element, "permissionBoundaryPolicies", "permission boundary"),
            Session = ReadLayer(element, "sessionPolicy", "session policy"),
            ServiceControl = ReadLevels(element, "serviceControlPolicies", "service control policy"),
            ResourceControl = ReadLevels(element, "resourceControlPolicies", "resource control policy"),
            VpcEndpoint = ReadLayer(element, "vpcEndpointPolicies", "VPC endpoint policy"),
        };
    }

    private ImmutableArray<OrganizationLevel> ReadLevels(JsonElement element, string property, string what)
    {
        if (!element.TryGetProperty(property, out var levels) || levels.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. levels.EnumerateArray().Select((level, i) => new OrganizationLevel(
            Text(level, "orgIdentifier") ?? $"level {i + 1}",
            ReadLayer(level, "policies", what) ?? LayerPolicies.None))];
    }

    private LayerPolicies? ReadLayer(JsonElement element, string property, string what)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        var policies = ImmutableArray.CreateBuilder<CompiledPolicy>();
        var unseen = ImmutableArray.CreateBuilder<string>();
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        for (var i = 0; i < items.Length; i++)
        {
            ReadPolicy(items[i], $"{what} {i + 1}", policies, unseen);
        }

        // An empty list of boundaries or endpoint policies means that there is none.
        return items.Length == 0 ? null : new LayerPolicies(policies.ToImmutable(), unseen.ToImmutable());
    }

    private void ReadPolicy(JsonElement item, string fallbackName, ImmutableArray<CompiledPolicy>.Builder policies, ImmutableArray<string>.Builder unseen)
    {
        if (item.ValueKind == JsonValueKind.String && item.GetString() is { } text && text.StartsWith("arn:", StringComparison.Ordinal))
        {
            AddManaged(text, policies, unseen);
            return;
        }

        var name = Text(item, "name") ?? Text(item, "arn") ?? fallbackName;
        var document = item;
        if (item.ValueKind == JsonValueKind.Object && (item.TryGetProperty("document", out var inner) || item.TryGetProperty("policy", out inner)))
        {
            document = inner;
        }
        else if (item.ValueKind == JsonValueKind.Object && !item.TryGetProperty("Statement", out _) && Text(item, "arn") is { } arn)
        {
            AddManaged(arn, policies, unseen);
            return;
        }

        var read = document.ValueKind == JsonValueKind.String ? PolicyReader.Read(document.GetString()!) : PolicyReader.Read(document);
        if (read.Document is { } policy)
        {
            policies.Add(CompiledPolicy.Compile(name, policy));
            return;
        }

        unseen.Add(name);
        _errors.AddRange(read.Diagnostics.Select(d => $"{name} {d.Place}: {d.Message}"));
    }

    private void AddManaged(string arn, ImmutableArray<CompiledPolicy>.Builder policies, ImmutableArray<string>.Builder unseen)
    {
        if (managed.Find(arn) is { } policy)
        {
            policies.Add(policy);
        }
        else
        {
            unseen.Add(arn);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
