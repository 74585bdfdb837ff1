using OrleansTwin.Access.Graph.Snapshots;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>--principal</c>: an ARN, or the name of a user or role.</summary>
internal static class PrincipalChoice
{
    private const int NearShown = 5;

    public static bool Fits(string arn, string? chosen) =>
        chosen is null || arn == chosen || (!chosen.StartsWith("arn:", StringComparison.Ordinal) && arn[(arn.LastIndexOf('/') + 1)..] == chosen);

    /// <summary>Why nobody can be asked about, or null.</summary>
    public static string? Refused(EstateSnapshot estate, string? chosen)
    {
        var arns = estate.Accounts.SelectMany(static a => a.Users.Select(static u => u.Arn).Concat(a.Roles.Select(static r => r.Arn))).ToList();
        if (arns.Count == 0)
        {
            return "--snapshot: holds no user and no role; allowed are get-account-authorization-details, AWS Config items of IAM, and IAM's list-* and get-* output";
        }

        if (arns.Any(arn => Fits(arn, chosen)))
        {
            return null;
        }

        var near = arns.Order(StringComparer.Ordinal).Take(NearShown).Select(static arn => $"`{arn}`");
        return $"--principal: `{chosen}` is no user or role of the snapshot; it holds {arns.Count}, such as {string.Join(", ", near)}";
    }
}
