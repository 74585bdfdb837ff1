using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>The documented records of Azure's two flow logs, shortened. Sources: Azure Network Watcher, "Virtual network flow logs", "NSG flow logs".</summary>
public sealed class AzureFlowTuplesTests
{
    private const string VirtualNetwork = """
        {"records":[{"time":"2022-09-14T09:00:52.5625085Z","flowLogVersion":4,"flowLogGUID":"66aa66aa","macAddress":"112233445566","category":"FlowLogFlowEvent",
          "flowLogResourceID":"/SUBSCRIPTIONS/S-1/RESOURCEGROUPS/NW/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NW/FLOWLOGS/F",
          "targetResourceID":"/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net","operationName":"FlowLogFlowEvent",
          "flowRecords":{"flows":[{"aclID":"a-1","flowGroups":[
            {"rule":"DefaultRule_AllowInternetOutBound","flowTuples":["1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,B,NX,0,0,0,0","1663146003606,10.0.0.6,192.0.2.180,23956,443,6,O,E,NX,3,767,2,1580"]},
            {"rule":"BlockHighRiskTCPPortsFromInternet","flowTuples":["1663145998065,101.33.218.153,10.0.0.6,55188,22,6,I,D,NX,0,0,0,0","no tuple"]}]}]}}]}
        """;

    private const string SecurityGroup = """
        {"records":[{"time":"2018-11-13T12:00:35.3899262Z","systemId":"66aa66aa","category":"NetworkSecurityGroupFlowEvent",
          "resourceId":"/SUBSCRIPTIONS/S-1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG","operationName":"NetworkSecurityGroupFlowEvents",
          "properties":{"Version":2,"flows":[{"rule":"DefaultRule_DenyAllInBound","flows":[{"mac":"000D3AF87856","flowTuples":["1542110402,94.102.49.190,10.5.16.4,28746,443,U,I,D,B,,,,"]}]},
            {"rule":"Allow","flows":[{"mac":"000D3AF87856","flowTuples":["1542110424,10.5.16.4,13.67.143.118,59831,443,T,O,A,E,1,66,2,90"]}]}]}}]}
        """;

    [Fact]
    public void Given_AVirtualNetworkLog_When_Read_Then_EachTupleIsAnEventAndWhatIsNoneIsNamed()
    {
        var reads = Reads.Of(Encoding.UTF8.GetBytes(VirtualNetwork));
        var events = reads.Records.Select(Event).ToList();

        Assert.Equal(3, events.Count);
        Assert.Equal([Outcome.Success, Outcome.Success, Outcome.Denied], events.Select(static one => one.Outcome));
        Assert.All(events, static one => Assert.Equal(("s-1", "/subscriptions/s-1/resourcegroups/rg/providers/microsoft.network/virtualnetworks/net"), (one.Account, Assert.Single(one.Named).Id.Value)));
        Assert.Equal("101.33.218.153", events[2].SourceIp);
        Assert.Equal(3, events.Select(static one => one.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("not a flow tuple", Assert.Single(reads.Letters).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ASecurityGroupLog_When_Read_Then_DecisionsAndCountsAreThere()
    {
        var reads = Reads.Of(Encoding.UTF8.GetBytes(SecurityGroup));

        Assert.Empty(reads.Letters);
        Assert.Equal([Outcome.Denied, Outcome.Success], reads.Records.Select(Event).Select(static one => one.Outcome));
        using var row = JsonDocument.Parse(reads.Records[1].Bytes);
        Assert.Equal(("6", "1", "66", "2", "90"), (Of("protocol"), Of("packetsSent"), Of("bytesSent"), Of("packetsReceived"), Of("bytesReceived")));

        string Of(string name) => row.RootElement.GetProperty(name).GetString()!;
    }

    private static CloudEvent Event(OrleansTwin.Sources.RawRecord record)
    {
        Assert.True(new MappedReader().TryRead(record.Position, record.Bytes, record.Format, out var read, out var letter), letter?.Reason);
        return read!;
    }
}
