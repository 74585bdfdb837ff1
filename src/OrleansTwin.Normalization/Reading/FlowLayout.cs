using System.Collections.Frozen;

namespace OrleansTwin.Normalization.Reading;

/// <summary>The order of fields of one flow-log format. Source: "Flow log records", Amazon VPC User Guide.</summary>
internal sealed class FlowLayout
{
    public const string DefaultHeader = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    /// <summary>Most fields of a line; the header of all known fields has 40.</summary>
    public const int FieldsMax = 128;

    private static readonly FrozenDictionary<string, FlowField> Names = new Dictionary<string, FlowField>
    {
        ["version"] = FlowField.Version,
        ["account-id"] = FlowField.Account,
        ["interface-id"] = FlowField.Interface,
        ["srcaddr"] = FlowField.SourceAddress,
        ["dstaddr"] = FlowField.DestinationAddress,
        ["srcport"] = FlowField.SourcePort,
        ["dstport"] = FlowField.DestinationPort,
        ["protocol"] = FlowField.Protocol,
        ["packets"] = FlowField.Packets,
        ["bytes"] = FlowField.Bytes,
        ["start"] = FlowField.Start,
        ["end"] = FlowField.End,
        ["action"] = FlowField.Action,
        ["log-status"] = FlowField.LogStatus,
        ["vpc-id"] = FlowField.Vpc,
        ["subnet-id"] = FlowField.Subnet,
        ["instance-id"] = FlowField.Instance,
        ["tcp-flags"] = FlowField.TcpFlags,
        ["pkt-srcaddr"] = FlowField.PacketSourceAddress,
        ["pkt-dstaddr"] = FlowField.PacketDestinationAddress,
        ["region"] = FlowField.Region,
        ["pkt-src-aws-service"] = FlowField.PacketSourceService,
        ["pkt-dst-aws-service"] = FlowField.PacketDestinationService,
        ["flow-direction"] = FlowField.Direction,
        ["reject-reason"] = FlowField.RejectReason,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private FlowLayout(FlowField[] fields) => Fields = fields;

    public static FlowLayout Default { get; } = Of(DefaultHeader);

    public FlowField[] Fields { get; }

    public static FlowLayout Of(string header) =>
        new([.. header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static name => Names.GetValueOrDefault(name))]);

    public static string NameOf(FlowField field) => Names.First(pair => pair.Value == field).Key;
}
