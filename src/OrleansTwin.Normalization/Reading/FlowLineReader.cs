using System.Security.Cryptography;
using System.Text.Unicode;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Reads one VPC flow-log line, in the default (version 2) format or by the field names of its header, into an event at the end of its
/// window. NODATA and SKIPDATA lines are events without traffic. A flow has no actor. Not thread-safe; one reader a worker, or <see cref="VpcFlowReader"/>.
/// Source: "Flow log records", Amazon VPC User Guide; <c>-</c> is a field without value.
/// </summary>
public sealed class FlowLineReader
{
    private const string Service = "vpc-flow";
    private const string Action = "Flow";

    /// <summary>AWS writes this word where it does not know the account; so do we where the format has no such field.</summary>
    private const string UnknownAccount = "unknown";

    private const int PortMax = 65_535;
    private const int ByteMax = 255;
    private const int LineBytesMax = 64 * 1024;

    private static readonly int FieldCount = Enum.GetValues<FlowField>().Length;

    private readonly ReadingPools _pools;
    private string? _header;
    private FlowLayout _layout = FlowLayout.Default;

    public FlowLineReader(ReadingLimits? limits = null) => _pools = new ReadingPools(limits ?? ReadingLimits.Default);

    /// <summary>
    /// Reads a line under <paramref name="header"/> (field names, space separated; null for the default format). Exactly one of the
    /// results is set, and it is the event when true is returned.
    /// </summary>
    public bool TryRead(SourcePosition position, ReadOnlyMemory<byte> line, string? header, out CloudEvent? cloudEvent, out DeadLetter? deadLetter)
    {
        if (!ReferenceEquals(header, _header))
        {
            _layout = header is null ? FlowLayout.Default : FlowLayout.Of(header);
            _header = header;
        }

        cloudEvent = Read(position, line, out var reason);
        deadLetter = cloudEvent is null ? ReadingFaults.Letter(position, line.Span, reason) : null;
        return cloudEvent is not null;
    }

    private CloudEvent? Read(SourcePosition position, ReadOnlyMemory<byte> record, out string reason)
    {
        var text = record.Span.Trim(" \r\n\t"u8);
        if (text.Length > LineBytesMax || !Utf8.IsValid(text))
        {
            reason = text.Length > LineBytesMax ? $"the line is longer than {LineBytesMax} bytes" : "not valid UTF-8";
            return null;
        }

        Span<Range> values = stackalloc Range[FieldCount];
        var line = FlowLine.Split(text, _layout, values);
        var flow = line.Fault is null ? FlowOf(ref line) : null;
        if (line.Fault is not null || flow is null)
        {
            reason = line.Fault ?? "the format has neither `start` nor `end`: the time of the flow is not known";
            return null;
        }

        reason = string.Empty;
        return new CloudEvent
        {
            Id = IdOf(ref line),
            Time = flow.End,
            Format = RecordFormat.VpcFlow,
            Cloud = Cloud.Aws,
            Account = Interned(ref line, FlowField.Account) ?? UnknownAccount,
            Region = Interned(ref line, FlowField.Region) ?? string.Empty,
            Action = Action,
            Service = Service,
            Category = EventCategory.Flow,
            ReadOnly = true,
            Actor = ActorReader.Nobody,
            Outcome = flow.Accepted == false ? Outcome.Denied : Outcome.Success,
            Position = position,
            Raw = record,
            Flow = flow,
        };
    }

    private FlowRecord? FlowOf(ref FlowLine line)
    {
        var start = line.Time(FlowField.Start);
        var end = line.Time(FlowField.End);
        if ((start ?? end) is not { } first || (end ?? start) is not { } last)
        {
            return null;
        }

        return new FlowRecord
        {
            Version = (int)(line.Number(FlowField.Version, ByteMax) ?? 0),
            InterfaceId = Interned(ref line, FlowField.Interface),
            InstanceId = Interned(ref line, FlowField.Instance),
            SubnetId = Interned(ref line, FlowField.Subnet),
            VpcId = Interned(ref line, FlowField.Vpc),
            SourceAddress = line.Address(FlowField.SourceAddress, _pools.Addresses),
            DestinationAddress = line.Address(FlowField.DestinationAddress, _pools.Addresses),
            PacketSourceAddress = line.Address(FlowField.PacketSourceAddress, _pools.Addresses),
            PacketDestinationAddress = line.Address(FlowField.PacketDestinationAddress, _pools.Addresses),
            SourcePort = (int?)line.Number(FlowField.SourcePort, PortMax),
            DestinationPort = (int?)line.Number(FlowField.DestinationPort, PortMax),
            Protocol = (int?)line.Number(FlowField.Protocol, ByteMax),
            Packets = line.Number(FlowField.Packets, long.MaxValue),
            Bytes = line.Number(FlowField.Bytes, long.MaxValue),
            Start = first,
            End = last,
            Accepted = line.Accepted(),
            LogStatus = line.LogStatus(),
            TcpFlags = (int?)line.Number(FlowField.TcpFlags, PortMax),
            Direction = Interned(ref line, FlowField.Direction),
            PacketSourceService = Interned(ref line, FlowField.PacketSourceService),
            PacketDestinationService = Interned(ref line, FlowField.PacketDestinationService),
            RejectReason = Interned(ref line, FlowField.RejectReason),
        };
    }

    private string? Interned(ref FlowLine line, FlowField field)
    {
        var text = line.Text(field);
        return text.IsEmpty ? null : _pools.Texts.Get(text);
    }

    /// <summary>
    /// The identity of CONTRACTS: account, interface, 5-tuple, start, end, action; made of the values as they stand, so that text and
    /// Parquet copies of a flow agree.
    /// </summary>
    private static string IdOf(ref FlowLine line)
    {
        ReadOnlySpan<FlowField> parts =
        [
            FlowField.Account, FlowField.Interface, FlowField.SourceAddress, FlowField.DestinationAddress, FlowField.SourcePort, FlowField.DestinationPort,
            FlowField.Protocol, FlowField.Start, FlowField.End, FlowField.Action,
        ];
        var length = parts.Length;
        foreach (var part in parts)
        {
            length += line.Text(part).Length;
        }

        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var text = line.Text(part);
            text.CopyTo(bytes[at..]);
            at += text.Length;
            bytes[at++] = 0x1F;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return string.Concat("flow-", Convert.ToHexStringLower(hash[..16]));
    }
}
