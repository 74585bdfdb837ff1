using System.Globalization;
using System.Net;
using System.Text;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Sources.Diagnostics;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Reads one VPC flow-log line by the field names of its header, or by the default (version 2) order.
/// Source: "Flow log records", Amazon VPC User Guide; <c>-</c> is a field without value.
/// </summary>
public static class VpcFlowReader
{
    public const string DefaultHeader = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    private const string Service = "vpc-flow";

    public static bool TryRead(SourcePosition position, ReadOnlyMemory<byte> line, string? header, out CloudEvent? cloudEvent, out DeadLetter? deadLetter)
    {
        var text = Encoding.UTF8.GetString(line.Span).Trim();
        var names = (header ?? DefaultHeader).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var values = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (cloudEvent, deadLetter) = (null, null);
        if (values.Length < names.Length)
        {
            deadLetter = ReadingFaults.Letter(position, line.Span, $"the line has {values.Length} fields, its format {names.Length}");
            return false;
        }

        var offset = values.Length - names.Length;
        var fields = new Dictionary<string, string>(names.Length, StringComparer.Ordinal);
        for (var index = 0; index < names.Length; index++)
        {
            if (values[index + offset] != "-")
            {
                fields[names[index]] = values[index + offset];
            }
        }

        cloudEvent = Make(fields, position, line, out var reason);
        deadLetter = cloudEvent is null ? ReadingFaults.Letter(position, line.Span, reason) : null;
        return cloudEvent is not null;
    }

    private static CloudEvent? Make(Dictionary<string, string> fields, SourcePosition position, ReadOnlyMemory<byte> line, out string reason)
    {
        reason = string.Empty;
        if (Time(fields, "start") is not { } start || Time(fields, "end") is not { } end)
        {
            reason = "`start` and `end` must be whole seconds since 1970";
            return null;
        }

        foreach (var name in (string[])["srcport", "dstport", "protocol", "packets", "bytes", "tcp-flags", "version"])
        {
            if (fields.TryGetValue(name, out var number) && !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                reason = $"`{name}` is no whole number";
                return null;
            }
        }

        var flow = Flow(fields, start, end);
        var account = fields.GetValueOrDefault("account-id", "unknown");
        var id = StableHash.Id(
            "flow",
            account,
            flow.InterfaceId ?? string.Empty,
            flow.SourceAddress ?? string.Empty,
            flow.DestinationAddress ?? string.Empty,
            Number(flow.SourcePort),
            Number(flow.DestinationPort),
            Number(flow.Protocol),
            Number(start.ToUnixTimeSeconds()),
            Number(end.ToUnixTimeSeconds()),
            fields.GetValueOrDefault("action", string.Empty));
        return new()
        {
            Id = id,
            Time = end,
            Format = RecordFormat.VpcFlow,
            Cloud = Cloud.Aws,
            Account = account,
            Region = fields.GetValueOrDefault("region", string.Empty),
            Action = "Flow",
            Service = Service,
            Category = EventCategory.Flow,
            ReadOnly = true,
            Actor = new() { Type = ActorType.Unknown },
            Outcome = flow.Accepted == false ? Outcome.Denied : Outcome.Success,
            Position = position,
            Raw = line,
            Flow = flow,
        };
    }

    private static FlowRecord Flow(Dictionary<string, string> fields, DateTimeOffset start, DateTimeOffset end) => new()
    {
        Version = (int)(Long(fields, "version") ?? 2),
        InterfaceId = fields.GetValueOrDefault("interface-id"),
        InstanceId = fields.GetValueOrDefault("instance-id"),
        SubnetId = fields.GetValueOrDefault("subnet-id"),
        VpcId = fields.GetValueOrDefault("vpc-id"),
        SourceAddress = Address(fields, "srcaddr"),
        DestinationAddress = Address(fields, "dstaddr"),
        PacketSourceAddress = Address(fields, "pkt-srcaddr"),
        PacketDestinationAddress = Address(fields, "pkt-dstaddr"),
        SourcePort = (int?)Long(fields, "srcport"),
        DestinationPort = (int?)Long(fields, "dstport"),
        Protocol = (int?)Long(fields, "protocol"),
        Packets = Long(fields, "packets"),
        Bytes = Long(fields, "bytes"),
        Start = start,
        End = end,
        Accepted = fields.GetValueOrDefault("action") switch { "ACCEPT" => true, "REJECT" => false, _ => null },
        LogStatus = fields.GetValueOrDefault("log-status", "OK"),
        TcpFlags = (int?)Long(fields, "tcp-flags"),
        Direction = fields.GetValueOrDefault("flow-direction"),
        PacketSourceService = fields.GetValueOrDefault("pkt-src-aws-service"),
        PacketDestinationService = fields.GetValueOrDefault("pkt-dst-aws-service"),
        RejectReason = fields.GetValueOrDefault("reject-reason"),
    };

    private static string? Address(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && IPAddress.TryParse(text, out var address) ? address.ToString() : null;

    private static long? Long(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(Dictionary<string, string> fields, string name)
    {
        const long SecondsMax = 253_402_300_799;
        return Long(fields, name) is { } seconds and <= SecondsMax ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
