using System.Net;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline;

/// <summary>
/// Addresses of plain lists, one IP or CIDR a line, <c>#</c> for comments; a list whose name holds <c>tor</c> names exits of that network.
/// A line that is neither is counted and passed over, named by place.
/// </summary>
public sealed class ListIntel : IAddressIntel
{
    private readonly Dictionary<IPAddress, SortedSet<string>> _addresses = [];
    private readonly List<(IPNetwork Network, string Name)> _networks = [];
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public void Add(string name, IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Split('#')[0].Split('\t')[0].Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (IPAddress.TryParse(text, out var address))
            {
                if (!_addresses.TryGetValue(address, out var names))
                {
                    _addresses[address] = names = new(StringComparer.Ordinal);
                }

                names.Add(name);
            }
            else if (IPNetwork.TryParse(text, out var network))
            {
                _networks.Add((network, name));
            }
            else
            {
                _problems.Add($"{name}:{number}: neither an address nor a CIDR; expected one a line");
            }
        }
    }

    public AddressVerdict IntelOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return AddressVerdict.Unknown;
        }

        var names = _networks.Where(pair => pair.Network.Contains(parsed)).Select(static pair => pair.Name)
            .Concat(_addresses.GetValueOrDefault(parsed) ?? [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray();
        var tor = names.Any(static name => name.Contains("tor", StringComparison.OrdinalIgnoreCase));
        return names.IsEmpty ? AddressVerdict.Unknown : new() { Names = names, Bad = true, Tor = tor };
    }
}
