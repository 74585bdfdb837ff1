using System.Collections.Frozen;

namespace OrleansTwin.Access.Policies;

/// <summary>
/// Whether S3 calls a policy public (user guide, "The meaning of public"): a statement allows everybody and no condition ties it to fixed
/// values of the caller or its network.
/// </summary>
public static class PublicPolicy
{
    private static readonly FrozenSet<string> Fixing = new[]
    {
        "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount", "aws:userid", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
        "aws:PrincipalAccount", "aws:PrincipalArn", "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:DataAccessPointArn", "s3:DataAccessPointAccount", "s3express:AccessPointNetworkOrigin", "s3:AccessPointNetworkOrigin",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Ranges wider than these are public to S3.
    private const int V4PrefixMin = 8;
    private const int V6PrefixMin = 32;

    public static bool Is(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Statements.Any(static s => s.Effect == PolicyEffect.Allow && IsEverybody(s.Principal) && !s.Conditions.Any(IsFixed));
    }

    private static bool IsEverybody(PrincipalElement? principal) =>
        principal is not null && (principal.Negated || principal.Entries.Any(static e => e.Kind == PrincipalEntryKind.Everyone || e.Value.Contains('*', StringComparison.Ordinal)));

    private static bool IsFixed(ConditionClause clause)
    {
        if (clause.OperatorName.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (clause.Key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
        {
            return clause.OperatorName.EndsWith("IpAddress", StringComparison.OrdinalIgnoreCase) && !clause.OperatorName.Contains("Not", StringComparison.OrdinalIgnoreCase) && clause.Values.All(IsNarrow);
        }

        var positive = clause.OperatorName is "StringEquals" or "StringLike" or "ArnEquals" or "ArnLike" or "StringEqualsIgnoreCase" || clause.OperatorName.StartsWith("ForAnyValue:String", StringComparison.Ordinal);
        return positive && !clause.OperatorName.Contains("Not", StringComparison.Ordinal) && Fixing.Contains(clause.Key)
            && clause.Values.All(static v => !v.AsSpan().ContainsAny('*', '?') && !v.Contains("${", StringComparison.Ordinal));
    }

    private static bool IsNarrow(string range) => Conditions.AddressRange.TryParse(range, out var parsed) && parsed.Prefix >= (parsed.IsV6 ? V6PrefixMin : V4PrefixMin);
}
