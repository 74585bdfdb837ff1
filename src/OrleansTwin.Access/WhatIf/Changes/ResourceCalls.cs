using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Policies;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Calls that change resources: their policies and what runs with which role.</summary>
internal static class ResourceCalls
{
    private static readonly (string Acl, string[] Groups, string[] Permissions)[] Canned =
    [
        ("public-read", ["AllUsers"], ["READ"]), ("public-read-write", ["AllUsers"], ["READ", "WRITE"]), ("authenticated-read", ["AuthenticatedUsers"], ["READ"]),
    ];

    public static IEnumerable<KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>>> All =>
    [
        Of("s3:PutBucketPolicy", static c => [ResourceEdits.Policy(Bucket(c), Policy(c.Request, "bucketPolicy", "policy of " + Bucket(c)))]),
        Of("s3:DeleteBucketPolicy", static c => [ResourceEdits.Policy(Bucket(c), null)]),
        Of("s3:PutBucketPublicAccessBlock", static c => [ResourceEdits.PublicAccess(Required(c.Request, "bucketName"), PublicAccessBlock.Of(Part(c.Request, "PublicAccessBlockConfiguration")))]),
        Of("s3:DeleteBucketPublicAccessBlock", static c => [ResourceEdits.PublicAccess(Required(c.Request, "bucketName"), PublicAccessBlock.Off)]),
        Of("s3:PutBucketAcl", static c => [ResourceEdits.BucketAcl(Required(c.Request, "bucketName"), [.. Grants(c)])]),
        Of("s3:CreateBucket", static c => [ResourceEdits.Store(Bucket(c), c.Account, [])]),
        Of("s3:DeleteBucket", static c => [ResourceEdits.Remove(Bucket(c))]),
        Of("kms:PutKeyPolicy", static c => [ResourceEdits.Policy(Key(c), Policy(c.Request, "policy", "policy of " + Key(c)))]),
        Of("kms:CreateGrant", static c => [ResourceEdits.Grant(new(Text(c.Response, "grantId") ?? "new grant", Key(c), Required(c.Request, "granteePrincipal"), Strings(c.Request, "operations"), Part(c.Request, "constraints").ValueKind == JsonValueKind.Object))]),
        Of("sns:SetTopicAttributes", static c => Text(c.Request, "attributeName") == "Policy" ? [ResourceEdits.Policy(Required(c.Request, "topicArn"), Policy(c.Request, "attributeValue", "policy of " + Required(c.Request, "topicArn")))] : []),
        Of("sqs:SetQueueAttributes", static c => Text(Part(c.Request, "attributes"), "Policy") is { Length: > 0 } ? [ResourceEdits.Policy(Queue(c), Policy(Part(c.Request, "attributes"), "Policy", "policy of " + Queue(c)))] : []),
        Of("secretsmanager:PutResourcePolicy", static c => [ResourceEdits.Policy(Required(c.Request, "secretId"), Policy(c.Request, "resourcePolicy", "policy of " + Required(c.Request, "secretId")))]),
        Of("secretsmanager:DeleteResourcePolicy", static c => [ResourceEdits.Policy(Required(c.Request, "secretId"), null)]),
        Of("dynamodb:PutResourcePolicy", static c => [ResourceEdits.Policy(Required(c.Request, "resourceArn"), Policy(c.Request, "policy", "policy of " + Required(c.Request, "resourceArn")))]),
        Of("dynamodb:DeleteResourcePolicy", static c => [ResourceEdits.Policy(Required(c.Request, "resourceArn"), null)]),
        Of("ecr:SetRepositoryPolicy", static c => [ResourceEdits.Policy($"arn:aws:ecr:{c.Region}:{c.Account}:repository/{Required(c.Request, "repositoryName")}", Policy(c.Request, "policyText", "policy of " + Required(c.Request, "repositoryName")))]),
        Of("lambda:CreateFunction", static c => [ResourceEdits.Role(Text(c.Response, "functionArn") ?? Function(c), "lambda:function", Required(c.Request, "role"))]),
        Of("lambda:UpdateFunctionConfiguration", static c => Text(c.Request, "role") is { } role ? [ResourceEdits.Role(Function(c), "lambda:function", role)] : []),
        Of("lambda:DeleteFunction", static c => [ResourceEdits.Remove(Function(c))]),
        Of("lambda:AddPermission", static c => [ResourceEdits.Permission(Function(c), Required(c.Request, "statementId"), Permission(Function(c), c.Request))]),
        Of("lambda:RemovePermission", static c => [ResourceEdits.Permission(Function(c), Required(c.Request, "statementId"), null)]),
        Of("lambda:CreateFunctionUrlConfig", static c => [ResourceEdits.FunctionUrl(Function(c), Required(c.Request, "authType"))]),
        Of("lambda:UpdateFunctionUrlConfig", static c => Text(c.Request, "authType") is { } auth ? [ResourceEdits.FunctionUrl(Function(c), auth)] : []),
        Of("lambda:DeleteFunctionUrlConfig", static c => [ResourceEdits.FunctionUrl(Function(c), null)]),
        Of("ec2:AssociateIamInstanceProfile", static c => [Profile(c, Part(c.Request, "AssociateIamInstanceProfileRequest"), Part(Part(c.Response, "AssociateIamInstanceProfileResponse"), "iamInstanceProfileAssociation"))]),
        Of("ec2:ReplaceIamInstanceProfileAssociation", static c => [Profile(c, Part(c.Request, "ReplaceIamInstanceProfileAssociationRequest"), Part(Part(c.Response, "ReplaceIamInstanceProfileAssociationResponse"), "iamInstanceProfileAssociation"))]),
        Of("ec2:DisassociateIamInstanceProfile", static c => [Disassociate(c)]),
        Of("ec2:TerminateInstances", static c => Wrapped(c.Request, "instancesSet").Select(static i => Text(i, "instanceId")).OfType<string>().Select(id => ResourceEdits.Remove(Instance(c, id)))),
    ];

    /// <summary>The statement that AddPermission makes (Lambda API reference).</summary>
    internal static CompiledPolicy Permission(string function, JsonElement request, bool snake = false)
    {
        string? Of(string camel, string snakeName) => Text(request, snake ? snakeName : camel);
        var sid = Of("statementId", "statement_id") ?? "permission";
        var principal = Of("principal", "principal") ?? throw new ChangeProblem("`principal` is missing");
        var conditions = ImmutableArray.CreateBuilder<ConditionClause>();
        foreach (var (name, key, op) in new[] { (Of("sourceArn", "source_arn"), "AWS:SourceArn", "ArnLike"), (Of("sourceAccount", "source_account"), "AWS:SourceAccount", "StringEquals"), (Of("functionUrlAuthType", "function_url_auth_type"), "lambda:FunctionUrlAuthType", "StringEquals"), (Of("principalOrgID", "principal_org_id"), "aws:PrincipalOrgID", "StringEquals") })
        {
            if (name is { Length: > 0 })
            {
                conditions.Add(new(op, key, [name], "$"));
            }
        }

        var entry = principal == "*" ? new PrincipalEntry(PrincipalEntryKind.Everyone, "*") : new PrincipalEntry(principal.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? PrincipalEntryKind.Service : PrincipalEntryKind.Aws, principal);
        return CompiledPolicy.Compile(sid, new(PolicyDocument.VersionWithVariables,
        [
            new() { Index = 0, Sid = sid, Effect = PolicyEffect.Allow, Principal = new(false, [entry]), Actions = [Of("action", "action") ?? "lambda:InvokeFunction"], Resources = [function], Conditions = conditions.ToImmutable() },
        ]));
    }

    /// <summary>What a canned ACL grants to groups of everybody.</summary>
    internal static IEnumerable<(string Grantee, string Permission)> CannedGrants(string acl) => Canned.Where(c => c.Acl == acl)
        .SelectMany(static c => c.Groups.SelectMany(g => c.Permissions.Select(p => ("http://acs.amazonaws.com/groups/global/" + g, p))));

    private static KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>> Of(string call, Func<LoggedCall, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(call, read);

    private static IEnumerable<(string Grantee, string Permission)> Grants(LoggedCall call)
    {
        var header = Part(call.Request, "x-amz-acl");
        var canned = header.ValueKind == JsonValueKind.Array ? header.EnumerateArray().Select(static a => a.GetString()).FirstOrDefault() : header.ValueKind == JsonValueKind.String ? header.GetString() : null;
        if (canned is not null)
        {
            return CannedGrants(canned);
        }

        var list = Part(Part(call.Request, "AccessControlPolicy"), "AccessControlList");
        var grants = Part(list, "Grant");
        return (grants.ValueKind == JsonValueKind.Object ? [grants] : Items(list, "Grant")).Select(static g => (Nested(g, "Grantee", "URI") ?? "", Text(g, "Permission") ?? ""));
    }

    private static string Bucket(LoggedCall call) => "arn:aws:s3:::" + Required(call.Request, "bucketName");

    private static string Key(LoggedCall call) => Required(call.Request, "keyId") is var key && key.StartsWith("arn:", StringComparison.Ordinal) ? key : $"arn:aws:kms:{call.Region}:{call.Account}:key/{key}";

    private static string Queue(LoggedCall call) => $"arn:aws:sqs:{call.Region}:{call.Account}:{Required(call.Request, "queueUrl").Split('/')[^1]}";

    private static string Function(LoggedCall call) => Required(call.Request, "functionName") is var name && name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:aws:lambda:{call.Region}:{call.Account}:function:{name}";

    private static string Instance(LoggedCall call, string id) => $"arn:aws:ec2:{call.Region}:{call.Account}:instance/{id}";

    private static WhatIfEdit Profile(LoggedCall call, JsonElement request, JsonElement response)
    {
        var instance = Text(request, "InstanceId") ?? Text(response, "instanceId") ?? throw new ChangeProblem("which instance, since the record names its association only");
        return ResourceEdits.Profile(Instance(call, instance), Nested(request, "IamInstanceProfile", "Arn") ?? Nested(request, "IamInstanceProfile", "Name") ?? Nested(response, "iamInstanceProfile", "arn") ?? throw new ChangeProblem("which instance profile"));
    }

    private static WhatIfEdit Disassociate(LoggedCall call) =>
        ResourceEdits.Profile(Instance(call, Text(Part(Part(call.Response, "DisassociateIamInstanceProfileResponse"), "iamInstanceProfileAssociation"), "instanceId") ?? throw new ChangeProblem("which instance, since the record names its association only")), null);
}
