using System.Globalization;
using System.Net;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// What a flow record adds to the baseline of the workload it belongs to: the instance where the format names it, else the interface.
/// The direction is the interface's, where the format has it; else it is inferred from who is the private end and which port is the lower.
/// </summary>
internal static class FlowObservations
{
    private const int EphemeralPort = 32_768;

    public static void Observe(ContributionSheet sheet, CloudEvent recorded, FlowRecord flow)
    {
        if (flow.LogStatus != "OK" || flow.Accepted is null || WorkloadOf(recorded, flow) is not { } workload)
        {
            return;
        }

        var (source, destination) = (flow.PacketSourceAddress ?? flow.SourceAddress, flow.PacketDestinationAddress ?? flow.DestinationAddress);
        var egress = IsEgress(flow);
        var peer = egress ? destination : source;
        var context = new ObservationContext { Address = peer, Action = "vpc-flow:Flow", Resource = workload.Value };
        var lines = sheet.Of(workload);
        if (flow.Accepted == false)
        {
            lines.Count(string.Empty, Measure.Rejected, 1);
            return;
        }

        lines.Count(string.Empty, egress ? Measure.FlowsOut : Measure.FlowsIn, 1);
        lines.Count(string.Empty, egress ? Measure.BytesOut : Measure.BytesIn, flow.Bytes ?? 0);
        lines.See(string.Empty, egress ? Dimension.PeerOut : Dimension.PeerIn, peer, context);
        if (egress)
        {
            lines.See(string.Empty, Dimension.DataStore, flow.PacketDestinationService, context);
        }

        // An answer goes to the caller's ephemeral port: it names no service.
        if (flow.DestinationPort is { } port and > 0 and < EphemeralPort)
        {
            lines.See(string.Empty, egress ? Dimension.PortOut : Dimension.PortIn, port.ToString(CultureInfo.InvariantCulture), context);
        }
    }

    /// <summary>Whose traffic the record tells; null where it names neither instance nor interface.</summary>
    public static EntityId? WorkloadOf(CloudEvent recorded, FlowRecord flow)
    {
        var region = recorded.Region;
        return flow.InstanceId is { } instance ? new EntityId($"arn:aws:ec2:{region}:{recorded.Account}:instance/{instance}")
            : flow.InterfaceId is { } eni ? new EntityId($"arn:aws:ec2:{region}:{recorded.Account}:network-interface/{eni}")
            : null;
    }

    private static bool IsEgress(FlowRecord flow)
    {
        if (flow.Direction is { } direction)
        {
            return direction == "egress";
        }

        var (from, to) = (IsPrivate(flow.SourceAddress), IsPrivate(flow.DestinationAddress));
        return from != to ? from : (flow.DestinationPort ?? 0) <= (flow.SourcePort ?? 0);
    }

    private static bool IsPrivate(string? text)
    {
        if (text is null || !IPAddress.TryParse(text, out var address) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128);
    }
}
