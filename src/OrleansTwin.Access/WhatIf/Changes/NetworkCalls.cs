using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Paths;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Calls of EC2 that change the network.</summary>
internal static class NetworkCalls
{
    private static readonly string[] RouteTargets = ["gatewayId", "natGatewayId", "vpcPeeringConnectionId", "transitGatewayId", "egressOnlyInternetGatewayId", "networkInterfaceId", "instanceId", "localGatewayId", "carrierGatewayId", "vpcEndpointId"];

    public static IEnumerable<KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>>> All =>
    [
        Of("ec2:AuthorizeSecurityGroupIngress", static c => Rules(c, true, true)),
        Of("ec2:AuthorizeSecurityGroupEgress", static c => Rules(c, false, true)),
        Of("ec2:RevokeSecurityGroupIngress", static c => Rules(c, true, false)),
        Of("ec2:RevokeSecurityGroupEgress", static c => Rules(c, false, false)),
        Of("ec2:ModifyInstanceAttribute", Groups),
        Of("ec2:ModifyNetworkInterfaceAttribute", Groups),
        Of("ec2:CreateRoute", static c => [Route(c, false)]),
        Of("ec2:ReplaceRoute", static c => [Route(c, false)]),
        Of("ec2:DeleteRoute", static c => [Route(c, true)]),
        Of("ec2:CreateNetworkAclEntry", static c => [Entry(c, false)]),
        Of("ec2:ReplaceNetworkAclEntry", static c => [Entry(c, false)]),
        Of("ec2:DeleteNetworkAclEntry", static c => [Entry(c, true)]),
    ];

    private static KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>> Of(string call, Func<LoggedCall, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(call, read);

    private static IEnumerable<WhatIfEdit> Rules(LoggedCall call, bool ingress, bool present)
    {
        var group = Required(call.Request, "groupId");
        var permissions = Wrapped(call.Request, "ipPermissions").ToList();
        if (permissions.Count == 0)
        {
            throw new ChangeProblem("which rules, since the record names them by id or not at all");
        }

        return permissions.Select(p => NetworkEdits.Rule(group, ingress, Rule(
            Text(p, "ipProtocol"), Number(p, "fromPort"), Number(p, "toPort"),
            Wrapped(p, "ipRanges").Select(static r => Text(r, "cidrIp")).Concat(Wrapped(p, "ipv6Ranges").Select(static r => Text(r, "cidrIpv6"))).OfType<string>(),
            Wrapped(p, "groups").Select(static g => Text(g, "groupId")).OfType<string>(),
            Wrapped(p, "prefixListIds").Select(static l => Text(l, "prefixListId")).OfType<string>()), present));
    }

    private static IEnumerable<WhatIfEdit> Groups(LoggedCall call)
    {
        var groups = Wrapped(call.Request, "groupSet").Select(static g => Text(g, "groupId")).OfType<string>().ToImmutableArray();
        return groups.IsEmpty ? [] : [NetworkEdits.Membership(Text(call.Request, "instanceId") ?? Required(call.Request, "networkInterfaceId"), groups)];
    }

    private static WhatIfEdit Route(LoggedCall call, bool delete)
    {
        var text = Text(call.Request, "destinationCidrBlock") ?? Required(call.Request, "destinationIpv6CidrBlock");
        if (!AddressRange.TryParse(text, out var range))
        {
            throw new ChangeProblem($"`{text}` is no range");
        }

        var target = RouteTargets.Select(t => Text(call.Request, t)).FirstOrDefault(static t => t is not null);
        return NetworkEdits.Route(Required(call.Request, "routeTableId"), range, delete ? null : target ?? throw new ChangeProblem("the route's target is not named"));
    }

    private static WhatIfEdit Entry(LoggedCall call, bool delete)
    {
        var number = Number(call.Request, "ruleNumber") ?? throw new ChangeProblem("`ruleNumber` is missing");
        var egress = Flag(call.Request, "egress");
        if (delete)
        {
            return NetworkEdits.Acl(Required(call.Request, "networkAclId"), number, egress, null);
        }

        var text = Text(call.Request, "cidrBlock") ?? Required(call.Request, "ipv6CidrBlock");
        var ports = Part(call.Request, "portRange");
        return AddressRange.TryParse(text, out var range)
            ? NetworkEdits.Acl(Required(call.Request, "networkAclId"), number, egress, new(number, egress, Text(call.Request, "ruleAction") == "allow", Protocols.Number(Text(call.Request, "aclProtocol") ?? Text(call.Request, "protocol")), Number(ports, "from"), Number(ports, "to"), range))
            : throw new ChangeProblem($"`{text}` is no range");
    }
}
