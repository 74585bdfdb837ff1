using System.Text.Json;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Resources, their policies, and what runs with which role.</summary>
internal static class TerraformStores
{
    // Stores whose own attribute carries a policy.
    private static readonly (string Type, string? Policy)[] Plain =
    [
        ("aws_s3_bucket", "policy"), ("aws_dynamodb_table", null), ("aws_secretsmanager_secret", "policy"), ("aws_sqs_queue", "policy"), ("aws_sns_topic", "policy"), ("aws_kms_key", "policy"),
        ("aws_ssm_parameter", null), ("aws_db_instance", null), ("aws_rds_cluster", null), ("aws_ecr_repository", null), ("aws_kinesis_stream", null),
    ];

    // Policies as resources of their own: the attribute that names what they are on, and the one that holds the document.
    private static readonly (string Type, string On, string Document)[] Policies =
    [
        ("aws_s3_bucket_policy", "bucket", "policy"), ("aws_sqs_queue_policy", "queue_url", "policy"), ("aws_sns_topic_policy", "arn", "policy"), ("aws_kms_key_policy", "key_id", "policy"),
        ("aws_secretsmanager_secret_policy", "secret_arn", "policy"), ("aws_ecr_repository_policy", "repository", "policy"), ("aws_dynamodb_resource_policy", "resource_arn", "policy"),
    ];

    public static IEnumerable<KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>>> All
    {
        get
        {
            foreach (var (type, policy) in Plain)
            {
                yield return Of(type, r => Store(r, policy));
            }

            foreach (var (type, on, document) in Policies)
            {
                yield return Of(type, r => [ResourceEdits.Policy(ArnOf(r, on), r.Deletes ? null : r.Policy(document, "policy of " + ArnOf(r, on)))]);
            }

            yield return Of("aws_s3_bucket_public_access_block", static r => [ResourceEdits.PublicAccess(Bucket(r), r.Deletes ? PublicAccessBlock.Off
                : new(Flag(r.After, "block_public_acls"), Flag(r.After, "ignore_public_acls"), Flag(r.After, "block_public_policy"), Flag(r.After, "restrict_public_buckets")))]);
            yield return Of("aws_s3_bucket_acl", static r => [ResourceEdits.BucketAcl(Bucket(r), r.Deletes ? [] : [.. ResourceCalls.CannedGrants(r.Value("acl") ?? string.Empty)])]);
            yield return Of("aws_lambda_function", static r => r.Deletes ? [ResourceEdits.Remove(Arn(r))] : [ResourceEdits.Role(Arn(r), "lambda:function", r.Required("role"))]);
            yield return Of("aws_lambda_permission", static r => [ResourceEdits.Permission(Function(r), r.Value("statement_id") ?? r.Address, r.Deletes ? null : ResourceCalls.Permission(Function(r), r.After, snake: true))]);
            yield return Of("aws_lambda_function_url", static r => [ResourceEdits.FunctionUrl(Function(r), r.Deletes ? null : r.Required("authorization_type"))]);
            yield return Of("aws_kms_grant", static r => r.Deletes ? throw new ChangeProblem("which grant is retired") : [ResourceEdits.Grant(new(r.Value("name") ?? r.Address, Key(r, r.Required("key_id")), r.Required("grantee_principal"), r.Values("operations"), Items(r.After, "constraints").Any()))]);
            yield return Of("aws_instance", Instance);

            // A policy of the organisation counts where it is attached.
            yield return Of("aws_organizations_policy", static r => r.Creates || r.Deletes ? [] : throw new ChangeProblem("where the policy is attached"));
        }
    }

    private static KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>> Of(string type, Func<TerraformResource, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(type, read);

    private static IEnumerable<WhatIfEdit> Store(TerraformResource r, string? policy)
    {
        var arn = Arn(r);
        if (r.Deletes)
        {
            yield return ResourceEdits.Remove(arn);
            yield break;
        }

        if (r.Creates || r.Replaces)
        {
            var tags = ChangeJson.Part(r.After, "tags");
            yield return ResourceEdits.Store(arn, r.Account, tags.ValueKind == JsonValueKind.Object ? [.. tags.EnumerateObject().Where(static t => t.Value.ValueKind == JsonValueKind.String).Select(static t => KeyValuePair.Create(t.Name, t.Value.GetString()!))] : []);
        }

        if (policy is not null && Text(r.After, policy) is { Length: > 0 })
        {
            yield return ResourceEdits.Policy(arn, r.Policy(policy, "policy of " + arn));
        }
        else if (r.Type == "aws_kms_key" && r.Creates)
        {
            // KMS gives a key without a policy the one that leaves the decision to IAM (KMS developer guide, "Default key policy").
            yield return ResourceEdits.Policy(arn, DelegatingPolicy.For(r.Account).Policies[0]);
        }
    }

    private static IEnumerable<WhatIfEdit> Instance(TerraformResource r)
    {
        var arn = r.Told("arn") ?? throw new ChangeProblem("its ARN is known only after apply");
        if (r.Deletes)
        {
            yield return ResourceEdits.Remove(arn);
            yield break;
        }

        if (r.Value("iam_instance_profile") is { Length: > 0 } profile)
        {
            yield return ResourceEdits.Profile(arn, profile);
        }
        else if (!r.Creates)
        {
            yield return ResourceEdits.Profile(arn, null);
        }

        if (!r.Creates && Text(r.Before, "id") is { } id && r.Values("vpc_security_group_ids") is { IsEmpty: false } groups)
        {
            yield return NetworkEdits.Membership(id, groups);
        }
        else if (r.Creates)
        {
            yield return new(arn, "an instance is made", static _ => EditOutcome.NotKnown("what the network lets through to an instance that has no address yet"));
        }
    }

    private static string Arn(TerraformResource r) => Text(r.Before, "arn") is { } arn && !r.Replaces ? arn : r.Told("arn") ?? throw new ChangeProblem("its name is known only after apply");

    private static string Bucket(TerraformResource r) => r.Required("bucket");

    private static string Key(TerraformResource r, string key) => key.StartsWith("arn:", StringComparison.Ordinal) ? key : $"arn:aws:kms:{r.Region}:{r.Account}:key/{key}";

    private static string Function(TerraformResource r) => r.Required("function_name") is var name && name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:aws:lambda:{r.Region}:{r.Account}:function:{name}";

    private static string ArnOf(TerraformResource r, string on)
    {
        var name = r.Required(on);
        return name.StartsWith("arn:", StringComparison.Ordinal) ? name : r.Type switch
        {
            "aws_s3_bucket_policy" => "arn:aws:s3:::" + name,
            "aws_sqs_queue_policy" => $"arn:aws:sqs:{r.Region}:{r.Account}:{name.Split('/')[^1]}",
            "aws_kms_key_policy" => Key(r, name),
            "aws_ecr_repository_policy" => $"arn:aws:ecr:{r.Region}:{r.Account}:repository/{name}",
            _ => throw new ChangeProblem($"`{on}` is no ARN"),
        };
    }
}
