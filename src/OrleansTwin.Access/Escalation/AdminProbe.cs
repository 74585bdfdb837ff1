using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>
/// A direct administrator may do anything on anything: a made-up action on a made-up resource, and a row of actions
/// that matter. Denials of single things beside do not change that.
/// </summary>
public static class AdminProbe
{
    private static readonly (string Action, string Resource)[] Probes =
    [
        ("twin-probe:Anything", "arn:{p}:twin-probe:us-east-1:{a}:thing/twin-probe"),
        ("iam:PutUserPolicy", "arn:{p}:iam::{a}:user/twin-probe"),
        ("iam:AttachUserPolicy", "arn:{p}:iam::{a}:user/twin-probe"),
        ("iam:PutRolePolicy", "arn:{p}:iam::{a}:role/twin-probe"),
        ("iam:AttachRolePolicy", "arn:{p}:iam::{a}:role/twin-probe"),
        ("iam:CreatePolicyVersion", "arn:{p}:iam::{a}:policy/twin-probe"),
        ("iam:PassRole", "arn:{p}:iam::{a}:role/twin-probe"),
        ("s3:GetObject", "arn:{p}:s3:::twin-probe/twin-probe"),
        ("ec2:RunInstances", "arn:{p}:ec2:us-east-1:{a}:instance/i-0123456789abcdef0"),
        ("secretsmanager:GetSecretValue", "arn:{p}:secretsmanager:us-east-1:{a}:secret:twin-probe"),
    ];

    /// <summary>Always, Conditional (as under MFA), Unknown where a policy was not seen, Never.</summary>
    public static AccessCertainty Standing(Identity identity, AccountSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(snapshot);
        var least = AccessCertainty.Always;
        foreach (var (action, resource) in Probes)
        {
            var name = resource.Replace("{p}", snapshot.Partition, StringComparison.Ordinal).Replace("{a}", snapshot.Account, StringComparison.Ordinal);
            var certainty = PermissionProbe.Ask(identity, action, name, snapshot.Account, []).Certainty;
            least = certainty < least ? certainty : least;
            if (least == AccessCertainty.Never)
            {
                break;
            }
        }

        return least;
    }
}
