using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// What S3 weighs beside a bucket's policy, as policies of the resource, so that the ordinary evaluation decides. (S3 user guide, "Access
/// control list overview": what each grant allows; "Blocking public access to your Amazon S3 storage": ignore public ACLs, restrict public
/// buckets, on the bucket or its account, the stricter one; "The meaning of public".)
/// </summary>
internal sealed class BucketAccess
{
    private const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";
    private const string SignedIn = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    private readonly Dictionary<string, PublicAccessBlock> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublicAccessBlock> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Grantee, string Permission)>> _acls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutBlock = new(StringComparer.Ordinal);

    public BucketAccess(SnapshotLists lists)
    {
        foreach (var item in lists.Of(SnapshotLists.Single))
        {
            if (item.Element.TryGetProperty("PublicAccessBlockConfiguration", out var block) && block.ValueKind == JsonValueKind.Object)
            {
                if (item.Call?.StartsWith("s3control", StringComparison.Ordinal) == true)
                {
                    _accounts[item.Account ?? item.Argument ?? ""] = PublicAccessBlock.Of(block);
                }
                else if (item.Argument is { } bucket)
                {
                    _blocks[bucket] = PublicAccessBlock.Of(block);
                }
            }
            else if (item.Call?.EndsWith("get-public-access-block", StringComparison.Ordinal) == true && item.Argument is { } none)
            {
                // Collectors keep an empty answer where S3 said NoSuchPublicAccessBlockConfiguration.
                _withoutBlock.Add(none);
            }

            if (item.Call?.EndsWith("s3-get-bucket-acl", StringComparison.Ordinal) == true && item.Argument is { } name)
            {
                _acls[name] = [.. Items(item.Element, "Grants").Select(static g => (Nested(g, "Grantee", "URI") ?? "", Text(g, "Permission") ?? ""))];
            }
        }
    }

    public bool IsSeen(string bucket, string? account) => _blocks.ContainsKey(bucket) || _withoutBlock.Contains(bucket) || (account is not null && _accounts.ContainsKey(account));

    /// <summary>The bucket's own policy with what its ACL grants to groups of everybody and what its block takes away; null where there is nothing at all.</summary>
    public LayerPolicies? Joined(string bucket, string? account, LayerPolicies? policy)
    {
        var block = PublicAccessBlock.Stricter(_blocks.GetValueOrDefault(bucket), account is null ? null : _accounts.GetValueOrDefault(account));
        return Joined(bucket, account, policy, block, _acls.GetValueOrDefault(bucket) ?? []);
    }

    internal static LayerPolicies? Joined(string bucket, string? account, LayerPolicies? policy, PublicAccessBlock block, IEnumerable<(string Grantee, string Permission)> acl)
    {
        var layer = policy ?? LayerPolicies.None;
        foreach (var (grantee, permission) in acl.Where(g => !block.IgnorePublicAcls && g.Grantee is AllUsers or SignedIn).Distinct())
        {
            layer = layer with { Policies = layer.Policies.Add(Acl(bucket, grantee == SignedIn, permission)) };
        }

        if (block.RestrictPublicBuckets && account is not null && layer.Policies.Any(static p => PublicPolicy.Is(p.Document)))
        {
            layer = layer with { Policies = layer.Policies.Add(Restriction(bucket, account)) };
        }

        return layer.IsEmpty ? null : layer;
    }

    private static CompiledPolicy Acl(string bucket, bool signedIn, string permission)
    {
        string[] actions = permission switch
        {
            "READ" => ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
            "WRITE" => ["s3:PutObject"],
            "READ_ACP" => ["s3:GetBucketAcl"],
            "WRITE_ACP" => ["s3:PutBucketAcl"],
            "FULL_CONTROL" => ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:PutObject", "s3:GetBucketAcl", "s3:PutBucketAcl"],
            _ => [],
        };
        var condition = signedIn ? [new ConditionClause("StringNotEquals", "aws:PrincipalType", ["Anonymous"], "$.acl")] : ImmutableArray<ConditionClause>.Empty;
        return Compiled($"ACL of {bucket}", PolicyEffect.Allow, actions, bucket, condition);
    }

    /// <summary>Only the owner's account and AWS services come in.</summary>
    private static CompiledPolicy Restriction(string bucket, string account) => Compiled(
        $"block public access of {bucket}", PolicyEffect.Deny, ["s3:*"], bucket,
        [new("StringNotEquals", "aws:PrincipalAccount", [account], "$.block"), new("Bool", "aws:PrincipalIsAWSService", ["false"], "$.block")]);

    private static CompiledPolicy Compiled(string name, PolicyEffect effect, string[] actions, string bucket, ImmutableArray<ConditionClause> conditions) => CompiledPolicy.Compile(name, new(
        PolicyDocument.VersionWithVariables,
        [
            new()
            {
                Index = 0,
                Effect = effect,
                Actions = [.. actions],
                Resources = ["arn:aws:s3:::" + bucket, $"arn:aws:s3:::{bucket}/*"],
                Conditions = conditions,
                Principal = new(false, [new(PrincipalEntryKind.Everyone, "*")]),
            },
        ]));
}
