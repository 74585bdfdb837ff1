using System.Net;
using System.Text.Json;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Detection.Network;

/// <summary>
/// Works out an instance's ways out from the twin. Steps: its own public address and elastic addresses; its subnet; the route table of the
/// subnet (its own, else the VPC's main one); the NAT gateways that the table routes to; VPC endpoints. Any other target of a route
/// (transit gateway, peering, interface) leads where the twin does not see, so the ways are then not known.
/// Source: Amazon VPC User Guide, "Route tables" and "NAT gateways".
/// </summary>
public static class WaysOutStage
{
    private const string ElasticType = "AWS::EC2::EIP";
    private const string NatType = "AWS::EC2::NatGateway";
    private const string RouteTableType = "AWS::EC2::RouteTable";
    private const string EndpointType = "AWS::EC2::VPCEndpoint";
    private const string PublicIp = "publicIp";
    private const int RouteTargetsMax = 64;

    public static WaysOut Of(EstateAsOf estate, EntityId instance)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var addresses = new SortedSet<string>(StringComparer.Ordinal);
        var view = estate.View(instance);
        if (view.LastAt is null)
        {
            return new() { Instance = instance, Missing = [$"{instance.Value}: nothing is known of the instance; describe-instances would tell"] };
        }

        Own(estate, instance, view, addresses, missing);
        var subnet = view.RelationsOf(RelationKind.InSubnet).Select(static r => r.To).Order().FirstOrDefault(EntityId.None);
        var vpc = Vpc(estate, view, subnet);
        if (subnet.IsNone)
        {
            missing.Add($"{instance.Value}: its subnet; describe-instances would tell");
        }
        else if (Table(estate, subnet, vpc) is not { } table)
        {
            missing.Add($"{subnet.Value}: its route table; describe-route-tables would tell");
        }
        else
        {
            Routes(estate, table, addresses, missing);
        }

        return new()
        {
            Instance = instance,
            Known = missing.Count == 0,
            Addresses = addresses.ToValueArray(),
            Endpoints = vpc.IsNone ? [] : estate.OfType(EndpointType).Where(id => InVpc(estate, id, vpc)).Select(ShortName).Order(StringComparer.Ordinal).ToValueArray(),
            Vpc = vpc,
            Missing = missing.ToValueArray(),
        };
    }

    /// <summary>The last part of an id: <c>vpce-…</c> of a VPC endpoint's ARN.</summary>
    internal static string ShortName(EntityId id) => id.Value[(id.Value.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>The VPC endpoint's entity by its short id, and its VPC, where the twin knows them.</summary>
    internal static (EntityId Endpoint, EntityId Vpc) Endpoint(EstateAsOf estate, string endpoint)
    {
        var found = estate.OfType(EndpointType).FirstOrDefault(id => ShortName(id) == endpoint, EntityId.None);
        return found.IsNone ? (EntityId.None, EntityId.None) : (found, Related(estate, found, RelationKind.InVpc));
    }

    private static void Own(EstateAsOf estate, EntityId instance, ConfigView view, SortedSet<string> addresses, SortedSet<string> missing)
    {
        if (view.Attribute(PublicIp) is { Known: true, Ambiguous: false } own)
        {
            Add(addresses, Text(own.Value));
        }
        else
        {
            missing.Add($"{instance.Value}: its public address; describe-instances would tell");
        }

        // An elastic address is attached to the instance or to one of its interfaces.
        var holders = estate.Referrers(instance, RelationKind.AttachedTo).Prepend(instance).ToList();
        foreach (var elastic in holders.SelectMany(holder => NetworkAttachments.ElasticAddressesOf(estate, holder)).Distinct())
        {
            Address(estate, elastic, addresses, missing);
        }
    }

    private static EntityId Vpc(EstateAsOf estate, ConfigView instance, EntityId subnet)
    {
        var own = instance.RelationsOf(RelationKind.InVpc).Select(static r => r.To).Order().FirstOrDefault(EntityId.None);
        return !own.IsNone || subnet.IsNone ? own : Related(estate, subnet, RelationKind.InVpc);
    }

    // The association stands on the subnet, on the table, or as an entity of its own that is part of the table.
    private static EntityId? Table(EstateAsOf estate, EntityId subnet, EntityId vpc)
    {
        bool IsTable(EntityId id) => estate.View(id) is { Life: not EntityLife.Deleted } view && (view.Type == RouteTableType || id.Value.Contains(":route-table/", StringComparison.Ordinal));
        RelationKind[] kinds = [RelationKind.PartOf, RelationKind.AttachedTo, RelationKind.Uses, RelationKind.InSubnet];
        var own = estate.View(subnet).Relations.Where(r => kinds.Contains(r.Kind)).Select(static r => r.To)
            .Concat(kinds.SelectMany(kind => estate.Referrers(subnet, kind)).SelectMany(id => estate.RelationsOf(id, RelationKind.PartOf).Select(static r => r.To).Prepend(id)))
            .Where(IsTable).Order().Distinct().ToList();
        if (own.Count > 0)
        {
            // Two tables for one subnet cannot be: which of them holds is not known.
            return own.Count == 1 ? own[0] : null;
        }

        if (vpc.IsNone)
        {
            return null;
        }

        var main = estate.OfType(RouteTableType).Where(id => InVpc(estate, id, vpc) && (IsTrue(estate.View(id), "main") || IsTrue(estate.View(id), "isMain"))).ToList();
        return main.Count == 1 ? main[0] : null;
    }

    private static void Routes(EstateAsOf estate, EntityId table, SortedSet<string> addresses, SortedSet<string> missing)
    {
        var view = estate.View(table);
        var targets = NetworkAttachments.RouteTargetsOf(estate, table).Order().Take(RouteTargetsMax + 1).ToList();
        if (view.CreatedAt is null && view.WholeAt is null)
        {
            missing.Add($"{table.Value}: routes set before the first one seen; describe-route-tables would tell");
        }

        if (targets.Count > RouteTargetsMax)
        {
            missing.Add(FormattableString.Invariant($"{table.Value}: more than {RouteTargetsMax} route targets"));
        }

        foreach (var target in targets.Take(RouteTargetsMax))
        {
            var name = ShortName(target);
            if (estate.View(target).Type == NatType || name.StartsWith("nat-", StringComparison.Ordinal))
            {
                Address(estate, target, addresses, missing);
            }
            else if (!Local(name) && !OnlyInner(view, name))
            {
                missing.Add($"{target.Value}: traffic may leave through it, by addresses the twin does not see");
            }
        }

        foreach (var destination in Elements(view).Where(static pair => pair.Value is null).Select(static pair => pair.Key))
        {
            missing.Add($"{table.Value}: target of the route to {destination}; describe-route-tables would tell");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Elements(ConfigView table) => table.Attribute("routes")?.Elements.AsEnumerable() ?? [];

    // A gateway that only inner destinations are routed to carries nothing to the internet.
    private static bool OnlyInner(ConfigView table, string target)
    {
        var destinations = Elements(table).Where(pair => pair.Value?.Contains(target, StringComparison.Ordinal) == true).Select(static pair => pair.Key).ToList();
        return destinations.Count > 0 && destinations.TrueForAll(static cidr => IPNetwork.TryParse(cidr, out var block) && block.PrefixLength > 0 && AddressSpace.IsInternal(block.BaseAddress.ToString()));
    }

    // Internet gateways keep the instance's own public address; gateway endpoints and `local` stay inside.
    private static bool Local(string name) =>
        name.StartsWith("igw-", StringComparison.Ordinal) || name.StartsWith("eigw-", StringComparison.Ordinal) || name.StartsWith("vpce-", StringComparison.Ordinal) || name == "local";

    private static void Address(EstateAsOf estate, EntityId holder, SortedSet<string> addresses, SortedSet<string> missing)
    {
        var view = estate.View(holder);
        if (view.Attribute(PublicIp) is { Known: true, Ambiguous: false, Value: not null } attribute)
        {
            Add(addresses, Text(attribute.Value));
            return;
        }

        // A NAT gateway whose own answer was not seen may still have its elastic address attached.
        var elastic = NetworkAttachments.ElasticAddressesOf(estate, holder).Concat(view.RelationsOf(RelationKind.Uses).Select(static r => r.To))
            .Select(id => estate.View(id)).FirstOrDefault(static v => v.Type == ElasticType && v.IsKnown(PublicIp) && v.Value(PublicIp) is not null);
        if (elastic is null)
        {
            missing.Add($"{holder.Value}: its public address; describe-addresses or describe-nat-gateways would tell");
        }
        else
        {
            Add(addresses, Text(elastic.Value(PublicIp)));
        }
    }

    private static bool InVpc(EstateAsOf estate, EntityId id, EntityId vpc) => estate.RelationsOf(id, RelationKind.InVpc).Any(r => r.To == vpc);

    private static EntityId Related(EstateAsOf estate, EntityId id, RelationKind kind) => estate.RelationsOf(id, kind).Select(static r => r.To).Order().FirstOrDefault(EntityId.None);

    private static bool IsTrue(ConfigView view, string path) => view.Value(path) == "true";

    private static void Add(SortedSet<string> addresses, string? address)
    {
        if (!string.IsNullOrEmpty(address))
        {
            addresses.Add(address);
        }
    }

    // Attribute values are JSON texts.
    private static string? Text(string? json)
    {
        if (json is not { Length: > 1 } || json[0] != '"')
        {
            return json;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
