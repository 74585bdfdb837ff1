using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Exposures;

/// <summary>What is known of ports and ranges (<c>ports.yaml</c>): the weight of an opened range, the scope of a source.</summary>
public sealed class NetworkKnowledge
{
    private const string Everything = "everything";
    private const string Ping = "ping";
    private const string Other = "other";

    private readonly IReadOnlyList<PortEntry> _ports;
    private readonly Dictionary<string, Severity> _classes;
    private readonly List<AddressRange> _private;
    private readonly PortTable _table;

    private NetworkKnowledge(PortTable table)
    {
        _table = table;
        _ports = table.Ports;
        _classes = table.Classes.ToDictionary(static pair => pair.Key, static pair => Enum.Parse<Severity>(pair.Value, ignoreCase: true), StringComparer.Ordinal);
        _private = [.. table.Private.Select(static text => AddressRange.TryParse(text, out var range) ? range : throw new InvalidOperationException($"`{text}` in ports.yaml is no range"))];
        if (_ports.FirstOrDefault(port => !_classes.ContainsKey(port.Class)) is { } bad)
        {
            throw new InvalidOperationException($"class `{bad.Class}` of port {bad.Name} in ports.yaml is none of {string.Join(", ", _classes.Keys)}");
        }
    }

    public static NetworkKnowledge Default { get; } = new(EmbeddedYaml.Read<PortTable>("Exposures/Data/ports.yaml"));

    public PortWeight WeightOf(NetworkRule rule)
    {
        if (rule.AllPorts)
        {
            return new(Everything, "every port", _classes[Everything]);
        }

        if (rule.Protocol is "icmp" or "icmpv6")
        {
            return new(Ping, "ping", _classes[Ping]);
        }

        PortWeight? worst = null;
        foreach (var port in _ports)
        {
            if (port.Overlaps(rule) && (worst is null || _classes[port.Class] > worst.Severity))
            {
                worst = new(port.Class, port.Name, _classes[port.Class]);
            }
        }

        return worst ?? new(Other, string.Empty, _classes[Other]);
    }

    /// <summary>Scope of a rule's source. <paramref name="own"/>: public ranges that belong to the estate's owner.</summary>
    public SourceScope ScopeOf(string source, IReadOnlyList<AddressRange> own)
    {
        if (AddressRange.TryParse(source, out var range))
        {
            return own.Any(mine => mine.Contains(range)) || _private.Any(mine => mine.Contains(range)) ? SourceScope.Private
                : range.Prefix <= _table.InternetPrefixMax[range.IsV6 ? "v6" : "v4"] ? SourceScope.Internet
                : SourceScope.Foreign;
        }

        var name = source[(source.LastIndexOf('/') + 1)..];
        return _table.GroupPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) ? SourceScope.Group
            : _table.PrefixListPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) ? SourceScope.PrefixList
            : SourceScope.Unknown;
    }
}
