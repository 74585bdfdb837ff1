using System.Globalization;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>From records to what Access and Detection see of routes and elastic addresses, also where the ending call names neither side.</summary>
public sealed class NetworkAttachmentTests
{
    private const string Prefix = "arn:aws:ec2:us-east-1:111122223333:";

    private EstateIndex _estate = EstateIndex.Empty;
    private int _second;

    [Fact]
    public void Given_an_address_associated_and_disassociated_When_asked_Then_it_is_of_the_instance_and_then_of_nobody()
    {
        Say("AllocateAddress", "{}", """{"allocationId":"eipalloc-0a1b2c3d4e5f60001","publicIp":"203.0.113.9","domain":"vpc"}""");
        Say("AssociateAddress", """{"allocationId":"eipalloc-0a1b2c3d4e5f60001","instanceId":"i-0a1b2c3d4e5f60002"}""", """{"associationId":"eipassoc-0a1b2c3d4e5f60003"}""");
        Assert.Equal([Prefix + "elastic-ip/eipalloc-0a1b2c3d4e5f60001"], Addresses());

        Say("DisassociateAddress", """{"associationId":"eipassoc-0a1b2c3d4e5f60003"}""", """{"_return":true}""");
        Assert.Empty(Addresses());
    }

    [Fact]
    public void Given_a_route_made_and_deleted_When_asked_Then_the_table_leads_there_and_then_nowhere()
    {
        Say("CreateRoute", """{"routeTableId":"rtb-0a1b2c3d4e5f60004","destinationCidrBlock":"0.0.0.0/0","natGatewayId":"nat-0a1b2c3d4e5f60005"}""", """{"_return":true}""");
        Assert.Equal([Prefix + "natgateway/nat-0a1b2c3d4e5f60005"], Targets());

        Say("DeleteRoute", """{"routeTableId":"rtb-0a1b2c3d4e5f60004","destinationCidrBlock":"0.0.0.0/0"}""", """{"_return":true}""");
        Assert.Empty(Targets());
    }

    private IEnumerable<string> Addresses() => NetworkAttachments.ElasticAddressesOf(new(_estate, EventOrder.Latest), new(Prefix + "instance/i-0a1b2c3d4e5f60002")).Select(static id => id.Value);

    private IEnumerable<string> Targets() => NetworkAttachments.RouteTargetsOf(new(_estate, EventOrder.Latest), new(Prefix + "route-table/rtb-0a1b2c3d4e5f60004")).Select(static id => id.Value);

    private void Say(string api, string request, string response)
    {
        var record = string.Create(CultureInfo.InvariantCulture, $$"""{"eventID":"e{{_second}}","eventTime":"2026-01-01T00:00:{{_second++:00}}Z","eventSource":"ec2.amazonaws.com","eventName":"{{api}}","requestParameters":{{request}},"responseElements":{{response}}}""");
        foreach (var change in NormalizationStage.Normalize(ReadRecord.Of(record)).Changes)
        {
            _estate = _estate.With(change.Entity.Id, (_estate.LogOf(change.Entity.Id) ?? ChangeLog.Empty).Add(change));
        }
    }
}
