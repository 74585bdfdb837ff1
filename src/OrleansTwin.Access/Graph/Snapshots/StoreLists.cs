using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Abilities;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// The data stores that a snapshot's lists name: buckets, tables, secrets, parameters, keys, databases, queues, streams, repositories,
/// snapshots of volumes. Only kinds that <see cref="AbilityCatalogue"/> knows are of use and taken.
/// </summary>
internal static class StoreLists
{
    private const int StoresMax = 200_000;

    public static ImmutableArray<SnapshotStore> Read(SnapshotLists lists, IReadOnlyList<string> accounts)
    {
        var only = accounts.Count == 1 ? accounts[0] : null;
        var found = new SortedDictionary<string, SnapshotStore>(StringComparer.Ordinal);
        foreach (var (arn, item) in Named(lists, only))
        {
            if (arn is null || found.Count >= StoresMax || AbilityCatalogue.Bundled.KindOf(arn) is not { DataStore: true })
            {
                continue;
            }

            var store = new SnapshotStore(arn, ArnPart(arn, 4) ?? item.Account ?? only, Tags(item.Element));
            found[arn] = found.TryGetValue(arn, out var known) && known.Tags.Count > store.Tags.Count ? known : store;
        }

        return [.. found.Values];
    }

    private static IEnumerable<(string? Arn, SnapshotItem Item)> Named(SnapshotLists lists, string? only)
    {
        string? Made(SnapshotItem item, string service, string? rest) =>
            rest is null || item.Region is null || (item.Account ?? only) is not { } account ? null : $"arn:aws:{service}:{item.Region}:{account}:{rest}";

        foreach (var item in lists.Of("Buckets"))
        {
            yield return (Text(item.Element, "Name") is { } name ? "arn:aws:s3:::" + name : null, item);
        }

        foreach (var item in lists.Of("TableNames"))
        {
            yield return (item.Element.ValueKind == JsonValueKind.String ? Made(item, "dynamodb", "table/" + item.Element.GetString()) : null, item);
        }

        foreach (var (list, field) in new[] { ("SecretList", "ARN"), ("Keys", "KeyArn"), ("DBInstances", "DBInstanceArn"), ("DBClusters", "DBClusterArn"), ("DBSnapshots", "DBSnapshotArn"), ("repositories", "repositoryArn") })
        {
            foreach (var item in lists.Of(list))
            {
                yield return (Text(item.Element, field), item);
            }
        }

        foreach (var item in lists.Of("Parameters"))
        {
            yield return (Text(item.Element, "ARN") ?? (Text(item.Element, "Name") is { } name ? Made(item, "ssm", "parameter/" + name.TrimStart('/')) : null), item);
        }

        foreach (var item in lists.Of("Snapshots"))
        {
            yield return (Text(item.Element, "SnapshotId") is { } id && item.Region is { } region ? $"arn:aws:ec2:{region}::snapshot/{id}" : null, item);
        }

        foreach (var item in lists.Of("StreamNames"))
        {
            yield return (item.Element.ValueKind == JsonValueKind.String ? Made(item, "kinesis", "stream/" + item.Element.GetString()) : null, item);
        }

        foreach (var item in lists.Of("QueueUrls"))
        {
            yield return (item.Element.ValueKind == JsonValueKind.String ? QueueArn(item.Element.GetString()!) : null, item);
        }

        foreach (var item in lists.Of(SnapshotLists.Single))
        {
            yield return (Nested(item.Element, "Table", "TableArn"), item);
        }
    }

    /// <summary><c>https://sqs.REGION.amazonaws.com/ACCOUNT/NAME</c>.</summary>
    private static string? QueueArn(string url) =>
        url.Split('/') is ["https:", "", var host, var account, var name] && host.Split('.') is ["sqs", var region, ..] ? $"arn:aws:sqs:{region}:{account}:{name}" : null;

    private static ImmutableSortedDictionary<string, string> Tags(JsonElement e)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tag in Items(e, "Tags").Concat(Items(e, "TagList")).Concat(Items(e, "TagSet")))
        {
            if (Text(tag, "Key") is { } key)
            {
                tags[key] = Text(tag, "Value") ?? "";
            }
        }

        return tags.ToImmutable();
    }
}
