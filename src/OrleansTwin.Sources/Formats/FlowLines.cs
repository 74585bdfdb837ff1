using System.Collections.Frozen;
using System.Text;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// Tells flow-log text: a header line names its fields; the default format has fourteen. Source: "Flow log records", Amazon VPC User
/// Guide. Lines of CloudWatch Logs exports carry a time before the record.
/// </summary>
internal static class FlowLines
{
    private const int DefaultFields = 14;
    private const int HeaderFieldsMin = 3;
    private const int HeaderFieldsMax = 64;
    private const int TimePrefixMin = 20;

    private static readonly FrozenSet<string> Fields = new[]
    {
        "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "action", "log-status",
        "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "region", "az-id", "sublocation-type", "sublocation-id",
        "pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path",
        "ecs-cluster-arn", "ecs-cluster-name", "ecs-container-instance-arn", "ecs-container-instance-id", "ecs-container-id", "ecs-second-container-id",
        "ecs-service-name", "ecs-task-definition-arn", "ecs-task-arn", "ecs-task-id", "reject-reason", "resource-id", "encryption-status",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The header in canonical form (single spaces, hyphens) when the line is one, else null.</summary>
    public static string? HeaderOf(ReadOnlySpan<byte> line)
    {
        // A header begins with a name; this keeps record lines cheap.
        if (line.IsEmpty || line[0] is not ((>= (byte)'a' and <= (byte)'z') or (byte)'$'))
        {
            return null;
        }

        var names = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length is < HeaderFieldsMin or > HeaderFieldsMax)
        {
            return null;
        }

        var known = 0;
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = names[index].Trim('$', '{', '}').Replace('_', '-');
            known += Fields.Contains(names[index]) ? 1 : 0;
        }

        // Fields of later versions are let through; most must be known.
        return known >= HeaderFieldsMin && known * 2 > names.Length ? string.Join(' ', names) : null;
    }

    /// <summary>A record of the default format: version, account, interface … action, status.</summary>
    public static bool IsDefaultRecord(ReadOnlySpan<byte> line)
    {
        Span<Range> parts = stackalloc Range[DefaultFields + 1];
        var count = 0;
        foreach (var part in line.Split((byte)' '))
        {
            if (line[part].IsEmpty)
            {
                continue;
            }

            if (count == DefaultFields)
            {
                return false;
            }

            parts[count++] = part;
        }

        if (count != DefaultFields || line[parts[0]].Length > 2 || line[parts[0]][0] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }

        var action = line[parts[12]];
        var status = line[parts[13]];
        return (action.SequenceEqual("ACCEPT"u8) || action.SequenceEqual("REJECT"u8) || action.SequenceEqual("-"u8))
            && (status.SequenceEqual("OK"u8) || status.SequenceEqual("NODATA"u8) || status.SequenceEqual("SKIPDATA"u8));
    }

    /// <summary>The line looks like a record of a custom format, which cannot be read without its header.</summary>
    public static bool LooksCustom(ReadOnlySpan<byte> line) =>
        line.IndexOf("eni-"u8) >= 0 && (line.IndexOf(" OK"u8) >= 0 || line.IndexOf(" ACCEPT"u8) >= 0 || line.IndexOf(" REJECT"u8) >= 0);

    /// <summary>Length of the time that CloudWatch Logs exports put before each line, or 0.</summary>
    public static int TimePrefix(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TimePrefixMin || line[4] != '-' || line[10] != 'T')
        {
            return 0;
        }

        var space = line.IndexOf((byte)' ');
        return space >= TimePrefixMin && line[space - 1] == 'Z' ? space + 1 : 0;
    }
}
