using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTwin.Detection.Intel;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>Which sensitive ports a security-group call opens to every address, permission by permission.</summary>
internal sealed class OpenPortField(SigmaFieldTable fields) : DerivedField
{
    /// <summary>Half of all addresses is as good as all: two such rules are the old way around a check for /0.</summary>
    private const int EveryoneLengthMax = 1;

    /// <summary>Bits before the first of an IPv4 prefix, see <see cref="IpPrefix"/>.</summary>
    private const int V4Length = 96;

    private static readonly Lazy<int[]> Ports = new(ReadPorts);
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SigmaLimits.EventDepthMax };

    private readonly int _request = fields.SlotOf("requestParameters");

    public override void Derive(SigmaEvent record, int slot)
    {
        var opened = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in record.Texts(_request))
        {
            try
            {
                using var document = JsonDocument.Parse(text, Options);
                // Old calls carry one permission in the request itself, newer ones a list.
                AddPermission(document.RootElement, opened);
                Items(document.RootElement, "ipPermissions").ForEach(permission => AddPermission(permission, opened));
            }
            catch (JsonException)
            {
                // A request that is hidden or cut off: nothing is known of it.
            }
        }

        foreach (var port in opened)
        {
            record.AddDerived(slot, Encoding.UTF8.GetBytes(port));
        }
    }

    private static void AddPermission(JsonElement permission, SortedSet<string> opened)
    {
        if (permission.ValueKind != JsonValueKind.Object || !IsOpen(permission))
        {
            return;
        }

        var from = Number(permission, "fromPort");
        var to = Number(permission, "toPort") ?? from;
        if (from is null or -1 || (from == 0 && to == 65535))
        {
            opened.Add("all");
            return;
        }

        opened.UnionWith(Ports.Value.Where(port => port >= from && port <= to).Select(port => port.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool IsOpen(JsonElement permission) =>
        IsEveryone(permission, "cidrIp")
        || IsEveryone(permission, "cidrIpv6")
        || Items(permission, "ipRanges").Any(range => IsEveryone(range, "cidrIp"))
        || Items(permission, "ipv6Ranges").Any(range => IsEveryone(range, "cidrIpv6"));

    private static bool IsEveryone(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && IpPrefix.TryParse(value.GetString(), out var prefix)
        && prefix.Length - (prefix.Length >= V4Length ? V4Length : 0) <= EveryoneLengthMax;

    private static List<JsonElement> Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Object
        && list.TryGetProperty("items", out var items)
        && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray()]
            : [];

    /// <summary>A port; some tools write it as text.</summary>
    private static int? Number(JsonElement parent, string name) => !parent.TryGetProperty(name, out var value)
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static int[] ReadPorts() =>
        [.. EmbeddedList.Read("sensitive-ports.yml", "ports").Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
}
