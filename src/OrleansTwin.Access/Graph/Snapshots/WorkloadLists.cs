using System.Collections.Immutable;
using System.Text.Json;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// What runs with a role, and what paths need to exist, from the lists of a snapshot. A kind is complete when its list was in the
/// snapshot; what other regions hold was not asked.
/// </summary>
internal sealed class WorkloadLists(SnapshotLists lists, IReadOnlyDictionary<string, string> roleOfProfile)
{
    /// <summary>Attribute of a function with a URL: NONE (anybody may call, where its policy agrees) or AWS_IAM.</summary>
    public const string FunctionUrlAuth = "functionUrlAuth";

    private readonly List<Workload> _found = [];
    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);

    /// <summary>All workloads, and the kinds whose lists are complete.</summary>
    public (ImmutableArray<Workload> Workloads, ImmutableHashSet<string> Complete) Read()
    {
        var urls = FunctionUrls();
        Each("Functions", "lambda:function", static i => (Text(i.Element, "FunctionArn"), Text(i.Element, "Role")), i => Text(i.Element, "FunctionArn") is { } arn && urls.TryGetValue(arn, out var auth)
            ? ImmutableDictionary<string, string>.Empty.Add(FunctionUrlAuth, auth) : ImmutableDictionary<string, string>.Empty);
        Each("Stacks", "cloudformation:stack", static i => (Text(i.Element, "StackId"), Text(i.Element, "RoleARN") ?? Text(i.Element, "RoleArn")));
        Each("projects", "codebuild:project", static i => (Text(i.Element, "arn") ?? Text(i.Element, "Arn"), Text(i.Element, "serviceRole") ?? Text(i.Element, "ServiceRole")));
        Each("NotebookInstanceDetails", "sagemaker:notebook-instance", static i => (Text(i.Element, "NotebookInstanceArn") ?? Text(i.Element, "Arn"), Text(i.Element, "RoleArn")), Notebook);
        Each("DevEndpoints", "glue:devendpoint", static i => (Made(i, "glue", "devEndpoint/" + Text(i.Element, "EndpointName")), Text(i.Element, "RoleArn")));
        Each("Jobs", "glue:job", static i => Text(i.Element, "Role") is { } role ? (Made(i, "glue", "job/" + Text(i.Element, "Name")), role.StartsWith("arn:", StringComparison.Ordinal) ? role : null) : (null, null));
        Each("Subnets", "ec2:subnet", static i => (Text(i.Element, "SubnetArn") ?? Made(i, "ec2", "subnet/" + Text(i.Element, "SubnetId"), Text(i.Element, "OwnerId")), null));
        Each("Buckets", "s3:bucket", static i => (Text(i.Element, "Name") is { } name ? "arn:aws:s3:::" + name : null, null));
        Each("clusters", "ecs:cluster", static i => (Text(i.Element, "clusterArn") ?? Text(i.Element, "ClusterArn") ?? Text(i.Element, "Arn"), null));
        Names("clusterArns", "ecs:cluster", static name => name);
        Names("containerInstanceArns", "ecs:container-instance", static name => name);
        Names("QueueUrls", "sqs:queue", static url => url);
        Names("StreamNames", "kinesis:stream", static name => name);
        Instances();
        LaunchTemplates();
        Singles();
        return ([.. _found.DistinctBy(static w => (w.Arn, w.Kind)).OrderBy(static w => w.Arn, StringComparer.Ordinal)], [.. _complete]);
    }

    private static ImmutableDictionary<string, string> Notebook(SnapshotItem item) =>
        Text(item.Element, "NotebookInstanceStatus") is { } state ? ImmutableDictionary<string, string>.Empty.Add("state", state) : ImmutableDictionary<string, string>.Empty;

    /// <summary>Function ARN to how its URL asks for credentials (<c>list-function-url-configs</c>, <c>get-function-url-config</c>); aliases count for their function.</summary>
    private Dictionary<string, string> FunctionUrls()
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var e in lists.Elements("FunctionUrlConfigs").Concat(lists.Elements(SnapshotLists.Single)))
        {
            if (Text(e, "FunctionUrl") is not null && Text(e, "FunctionArn") is { } arn && Text(e, "AuthType") is { } auth)
            {
                var function = string.Join(':', arn.Split(':').Take(7));
                urls[function] = urls.GetValueOrDefault(function) == "NONE" ? "NONE" : auth;
            }
        }

        return urls;
    }

    private void Each(string list, string kind, Func<SnapshotItem, (string? Arn, string? Role)> read, Func<SnapshotItem, ImmutableDictionary<string, string>>? attributes = null)
    {
        if (!lists.Has(list))
        {
            return;
        }

        _complete.Add(kind);
        foreach (var item in lists.Of(list))
        {
            if (item.Element.ValueKind == JsonValueKind.Object && read(item) is { Arn: { } arn } found)
            {
                _found.Add(new(arn, kind, found.Role, attributes?.Invoke(item) ?? ImmutableDictionary<string, string>.Empty));
            }
        }
    }

    private void Names(string list, string kind, Func<string, string> arn)
    {
        if (!lists.Has(list))
        {
            return;
        }

        _complete.Add(kind);
        _found.AddRange(lists.Elements(list).Where(static e => e.ValueKind == JsonValueKind.String)
            .Select(e => new Workload(arn(e.GetString()!), kind, null, ImmutableDictionary<string, string>.Empty)));
    }

    private void Instances()
    {
        var described = lists.Of("Reservations").SelectMany(static r => Items(r.Element, "Instances").Select(e => (Item: r with { Element = e }, Owner: Text(r.Element, "OwnerId"))))
            .Concat(lists.Of("Instances").Select(static i => (Item: i, Owner: (string?)null)));
        if (lists.Has("Reservations") || lists.Has("Instances"))
        {
            _complete.Add("ec2:instance");
        }

        foreach (var (item, owner) in described)
        {
            if (Text(item.Element, "InstanceId") is not { } id || Nested(item.Element, "State", "Name") is "terminated" or "shutting-down")
            {
                continue;
            }

            var profile = Nested(item.Element, "IamInstanceProfile", "Arn");
            var zone = Nested(item.Element, "Placement", "AvailabilityZone");
            var place = item with { Region = zone is { Length: > 1 } ? zone[..^1] : item.Region, Account = owner ?? ArnPart(profile, 4) ?? item.Account };
            var attributes = ImmutableDictionary<string, string>.Empty;
            if (Nested(item.Element, "State", "Name") is { } state)
            {
                attributes = attributes.Add("state", state);
            }

            // A profile that is not described bears, as the console makes it, the name of its role.
            var role = profile is null ? null : roleOfProfile.GetValueOrDefault(profile);
            _found.Add(new(Made(place, "ec2", "instance/" + id)!, "ec2:instance", role, attributes));
        }
    }

    private void LaunchTemplates()
    {
        if (!lists.Has("LaunchTemplateVersions") && !lists.Has("LaunchTemplates"))
        {
            return;
        }

        if (lists.Has("LaunchTemplateVersions"))
        {
            _complete.Add("ec2:launch-template");
        }

        foreach (var item in lists.Of("LaunchTemplateVersions").Concat(lists.Of("LaunchTemplates")))
        {
            var profile = Nested(item.Element, "LaunchTemplateData", "IamInstanceProfile", "Arn");
            if (Text(item.Element, "LaunchTemplateId") is { } id && profile is not null)
            {
                _found.Add(new(Made(item, "ec2", "launch-template/" + id, ArnPart(profile, 4))!, "ec2:launch-template", roleOfProfile.GetValueOrDefault(profile), ImmutableDictionary<string, string>.Empty));
            }
        }
    }

    /// <summary>Answers about one thing: a notebook, an App Runner service, a stack set, a table with a stream.</summary>
    private void Singles()
    {
        foreach (var item in lists.Of(SnapshotLists.Single))
        {
            var e = item.Element;
            if (Text(e, "NotebookInstanceArn") is { } notebook && Text(e, "RoleArn") is { } role)
            {
                _found.Add(new(notebook, "sagemaker:notebook-instance", role, Notebook(item)));
            }
            else if (Nested(e, "Service", "ServiceArn") is { } service && ArnPart(service, 2) == "apprunner")
            {
                _found.Add(new(service, "apprunner:service", Nested(e, "Service", "InstanceConfiguration", "InstanceRoleArn"), ImmutableDictionary<string, string>.Empty));
            }
            else if (Nested(e, "StackSet", "StackSetARN") is { } set)
            {
                _found.Add(new(set, "cloudformation:stackset", Nested(e, "StackSet", "AdministrationRoleARN"), ImmutableDictionary<string, string>.Empty));
            }
            else if (Text(e, "codeInterpreterArn") is { } interpreter)
            {
                var attributes = Text(e, "status") is { } state ? ImmutableDictionary<string, string>.Empty.Add("state", state) : ImmutableDictionary<string, string>.Empty;
                _found.Add(new(interpreter, "bedrock-agentcore:code-interpreter", Text(e, "executionRoleArn"), attributes));
            }
            else if (Nested(e, "Table", "LatestStreamArn") is { } stream)
            {
                _found.Add(new(stream, "dynamodb:stream", null, ImmutableDictionary<string, string>.Empty));
            }
        }
    }

    private static string? Made(SnapshotItem item, string service, string rest, string? owner = null) =>
        $"arn:aws:{service}:{item.Region ?? "*"}:{owner ?? item.Account ?? "*"}:{rest}";
}
