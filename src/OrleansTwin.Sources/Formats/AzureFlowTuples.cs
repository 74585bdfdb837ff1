using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// The flow tuples of Azure's virtual network and network security group flow logs, each as a row of its own. Sources: Azure Network Watcher,
/// "Virtual network flow logs: log format" (version 4) and "NSG flow logs: log format" (versions 1 and 2).
/// </summary>
internal static class AzureFlowTuples
{
    private const int VirtualNetworkParts = 13;
    private const int SecurityGroupPartsMin = 8;

    // Protocols of NSG tuples by letter; VNet tuples have the IANA number.
    private const string Tcp = "6";
    private const string Udp = "17";

    private static readonly string[] Counts = ["packetsSent", "bytesSent", "packetsReceived", "bytesReceived"];

    /// <summary>The rows, and the tuples that are none; null where the record holds no tuples in either nesting.</summary>
    public static (IReadOnlyList<byte[]> Rows, IReadOnlyList<string> Broken)? Rows(ReadOnlyMemory<byte> json, int depthMax)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = depthMax });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Rows(document.RootElement) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Broken JSON, or an escaped half of a surrogate pair: the reader of the record tells what is wrong with it.
            return null;
        }
    }

    private static (IReadOnlyList<byte[]> Rows, IReadOnlyList<string> Broken)? Rows(JsonElement root)
    {
        var (rows, broken) = (new List<byte[]>(), new List<string>());
        if (List(root, "flowRecords", "flows") is { } networks)
        {
            foreach (var (flow, group) in Groups(networks, "flowGroups"))
            {
                Take(root, "targetResourceID", Text(flow, "aclID"), Text(root, "macAddress"), group, isVirtualNetwork: true, rows, broken);
            }

            return (rows, broken);
        }

        if (List(root, "properties", "flows") is { } rules)
        {
            foreach (var (rule, flow) in Groups(rules, "flows"))
            {
                Take(root, "resourceId", Text(root, "resourceId"), Text(flow, "mac") ?? Text(root, "macAddress"), flow, isVirtualNetwork: false, rows, broken, Text(rule, "rule"));
            }

            return (rows, broken);
        }

        return null;
    }

    private static IEnumerable<(JsonElement Outer, JsonElement Inner)> Groups(JsonElement list, string key) =>
        list.EnumerateArray().Where(static outer => outer.ValueKind == JsonValueKind.Object)
            .SelectMany(outer => outer.TryGetProperty(key, out var inner) && inner.ValueKind == JsonValueKind.Array
                ? inner.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.Object).Select(one => (outer, one)) : []);

    private static void Take(
        JsonElement root, string resource, string? acl, string? mac, JsonElement group, bool isVirtualNetwork, List<byte[]> rows, List<string> broken, string? rule = null)
    {
        if (!group.TryGetProperty("flowTuples", out var tuples) || tuples.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var tuple in tuples.EnumerateArray())
        {
            var text = tuple.ValueKind == JsonValueKind.String ? tuple.GetString()! : tuple.GetRawText();
            var parts = text.Split(',');
            if (parts.Length < (isVirtualNetwork ? VirtualNetworkParts : SecurityGroupPartsMin) || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                broken.Add(text);
                continue;
            }

            rows.Add(Row(text, parts, Text(root, resource), acl, mac, rule ?? Text(group, "rule"), isVirtualNetwork));
        }
    }

    // VNet: time, source, destination, source port, destination port, protocol, direction, state (B, C, E, D: denied), encryption, packets and
    // bytes to the destination, then back. NSG: the protocol T or U, direction, decision (A, D), and in version 2 the state and the counts.
    private static byte[] Row(string text, string[] parts, string? resource, string? acl, string? mac, string? rule, bool isVirtualNetwork)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("flowTuple", text);
            writer.WriteString("time", parts[0]);
            Optional(writer, "resource", resource);
            Optional(writer, "acl", acl);
            Optional(writer, "mac", mac);
            Optional(writer, "rule", rule);
            writer.WriteString("srcIp", parts[1]);
            writer.WriteString("destIp", parts[2]);
            writer.WriteString("srcPort", parts[3]);
            writer.WriteString("destPort", parts[4]);
            writer.WriteString("protocol", parts[5] switch { "T" => Tcp, "U" => Udp, _ => parts[5] });
            writer.WriteString("direction", parts[6]);
            writer.WriteString("decision", isVirtualNetwork ? (parts[7] == "D" ? "D" : "A") : parts[7]);
            Optional(writer, "state", isVirtualNetwork ? parts[7] : parts.ElementAtOrDefault(8));
            var counts = isVirtualNetwork ? parts[9..] : parts.Length > 9 ? parts[9..] : [];
            foreach (var (name, value) in Counts.Zip(counts))
            {
                Optional(writer, name, value);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            writer.WriteString(name, value);
        }
    }

    private static JsonElement? List(JsonElement root, string outer, string inner) =>
        root.TryGetProperty(outer, out var parent) && parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(inner, out var list) && list.ValueKind == JsonValueKind.Array ? list : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
