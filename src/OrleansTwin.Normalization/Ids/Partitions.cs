namespace OrleansTwin.Normalization.Ids;

/// <summary>The partition of ids made from an event: that of the caller's ARN, else that of the region's name.</summary>
internal static class Partitions
{
    private static readonly (string Prefix, string Partition)[] ByRegion =
    [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-isob-", "aws-iso-b"),
        ("us-iso-", "aws-iso"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-isof-", "aws-iso-f"),
        ("eusc-", "aws-eusc"),
    ];

    private static readonly string[] Known = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

    public static string Of(string? callerArn, string region)
    {
        if (callerArn is not null && callerArn.StartsWith("arn:", StringComparison.Ordinal))
        {
            var end = callerArn.IndexOf(':', "arn:".Length);
            var partition = end < 0 ? default : callerArn.AsSpan("arn:".Length, end - "arn:".Length);
            foreach (var known in Known)
            {
                if (partition.SequenceEqual(known))
                {
                    return known;
                }
            }
        }

        foreach (var (prefix, partition) in ByRegion)
        {
            if (region.StartsWith(prefix, StringComparison.Ordinal))
            {
                return partition;
            }
        }

        return "aws";
    }
}
