using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// One name for what has several. An EC2 instance is an ARN where a record gives its region, and <c>aws:instance:i-…</c> where only
/// a role session named it; instance ids are unique (Amazon EC2 User Guide, "Resource IDs"), so the short form joins both.
/// </summary>
public static class EntityAlias
{
    private const string InstancePrefix = "aws:instance:";
    private const string ResourceType = "instance";

    public static EntityId Of(EntityId id) =>
        Arn.TryParse(id.Value, out var arn) && arn.Service == "ec2" && arn.ResourceType == ResourceType ? new(InstancePrefix + arn.ResourceName) : id;

    /// <summary>Something that acts by itself with a role: an instance, a function, a task.</summary>
    public static bool IsWorkload(EntityId id)
    {
        var text = id.Value ?? string.Empty;
        if (text.StartsWith(InstancePrefix, StringComparison.Ordinal))
        {
            return true;
        }

        return Arn.TryParse(text, out var arn) && (arn.Service, arn.ResourceType) is ("ec2", "instance") or ("lambda", "function") or ("ecs", "task") or ("ecs", "task-definition");
    }

    /// <summary>A principal that one person or program uses: an IAM user or root, not a role.</summary>
    public static bool IsPersonal(EntityId id) => Arn.TryParse(id.Value, out var arn) && arn.Service == "iam" && (arn.ResourceType == "user" || arn.Resource == "root");

    /// <summary>Any identity of IAM or STS.</summary>
    public static bool IsIdentity(EntityId id) => Arn.TryParse(id.Value, out var arn) && arn.Service is "iam" or "sts";

    /// <summary>A key that dies by itself; long-lived ones begin with <c>AKIA</c> (IAM User Guide, unique id prefixes).</summary>
    public static bool IsTemporary(string credential) => !credential.StartsWith("AKIA", StringComparison.Ordinal);
}
