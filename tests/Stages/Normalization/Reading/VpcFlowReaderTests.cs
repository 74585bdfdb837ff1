using System.Text;
using CsCheck;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Tests.Stages.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>Flow lines of every version. Lines after "Flow log record examples", Amazon VPC User Guide.</summary>
public sealed class VpcFlowReaderTests
{
    private const string Version5 = "version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status";

    [Fact]
    public void Given_DefaultLine_When_Read_Then_EventAtTheEndOfItsWindow()
    {
        var read = Read(Samples.FlowLine, null);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000060), read.Time);
        Assert.Equal((EventCategory.Flow, "vpc-flow", "Flow", "123456789012", Outcome.Success), (read.Category, read.Service, read.Action, read.Account, read.Outcome));
        Assert.Equal(
            new FlowRecord
            {
                Version = 2,
                InterfaceId = "eni-0a1b2c3d",
                SourceAddress = "10.0.0.5",
                DestinationAddress = "203.0.113.9",
                SourcePort = 44321,
                DestinationPort = 443,
                Protocol = 6,
                Packets = 10,
                Bytes = 4200,
                Start = DateTimeOffset.FromUnixTimeSeconds(1700000000),
                End = DateTimeOffset.FromUnixTimeSeconds(1700000060),
                Accepted = true,
            },
            read.Flow);
    }

    [Theory]
    [InlineData("NODATA")]
    [InlineData("SKIPDATA")]
    public void Given_NoTraffic_When_Read_Then_StatusAndNothingElse(string status)
    {
        var flow = Read($"2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - {status}", null).Flow!;

        Assert.Equal((status, null, null, null, null), (flow.LogStatus, flow.Accepted, flow.Bytes, flow.SourceAddress, flow.Protocol));
    }

    [Fact]
    public void Given_HeaderOfVersion5_When_Read_Then_FieldsByName()
    {
        var read = Read("5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 123456789012 vpc-a subnet-a i-0c5 eni-123 ap-southeast-2 apse2-az3 - - REJECT 3 10.0.0.71 52.95.128.179 - S3 8 egress OK", Version5);

        Assert.Equal(("ap-southeast-2", Outcome.Denied), (read.Region, read.Outcome));
        Assert.Equal(("i-0c5", "S3", null, "egress", 3, false), (read.Flow!.InstanceId, read.Flow.PacketDestinationService, read.Flow.PacketSourceService, read.Flow.Direction, read.Flow.TcpFlags, read.Flow.Accepted));
    }

    [Fact]
    public void Given_UnknownFieldsOfLaterVersions_When_Read_Then_PassedOver()
    {
        var flow = Read("8 1 2 SG cluster", "version start end reject-reason ecs-cluster-name").Flow!;

        Assert.Equal((8, "SG"), (flow.Version, flow.RejectReason));
    }

    [Theory]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 70000 443 6 10 4200 1 2 ACCEPT OK", "`srcport` is no whole number up to 65535")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 -1 443 6 10 4200 1 2 ACCEPT OK", "`srcport` is no whole number up to 65535")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1.5 4200 1 2 ACCEPT OK", "`packets` is no whole number up to 9223372036854775807")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 99999999999999999999 1 2 ACCEPT OK", "`bytes` is no whole number up to 9223372036854775807")]
    [InlineData("2 123456789012 eni-1 10.0.0.500 203.0.113.9 1 443 6 1 1 1 2 ACCEPT OK", "`srcaddr` is no address")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 1 1 2 MAYBE OK", "`action` is neither ACCEPT nor REJECT")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 1 1 2 ACCEPT LOST", "`log-status` is none of OK, NODATA, SKIPDATA")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 1 - - ACCEPT OK", "the format has neither `start` nor `end`: the time of the flow is not known")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 1 1 2 ACCEPT", "the line has 13 fields, its format 14")]
    [InlineData("2 123456789012 eni-1 10.0.0.5 203.0.113.9 1 443 6 1 1 1 2 ACCEPT OK OK", "the line has 15 fields, its format 14")]
    [InlineData("", "the line has 0 fields, its format 14")]
    public void Given_BadLine_When_Read_Then_LetterSaysWhat(string line, string reason)
    {
        Assert.False(VpcFlowReader.TryRead(new("unit", 0), Encoding.UTF8.GetBytes(line), null, out var read, out var letter));
        Assert.Null(read);
        Assert.Equal(reason, letter!.Reason);
    }

    [Fact]
    public void Given_SameFlow_When_TwoFormatsOrFilesTellIt_Then_OneId()
    {
        var other = Read("OK ACCEPT 1700000060 1700000000 6 443 44321 203.0.113.9 10.0.0.5 eni-0a1b2c3d 123456789012", "log-status action end start protocol dstport srcport dstaddr srcaddr interface-id account-id");

        Assert.Equal(Read(Samples.FlowLine, null).Id, other.Id);
        Assert.Equal(StableHash.Id("flow", "123456789012", "eni-0a1b2c3d", "10.0.0.5", "203.0.113.9", "44321", "443", "6", "1700000000", "1700000060", "ACCEPT"), other.Id);
        Assert.NotEqual(other.Id, Read(Samples.FlowLine.Replace("ACCEPT", "REJECT", StringComparison.Ordinal), null).Id);
    }

    [Fact]
    public void Given_RecordedLines_When_Read_Then_AllButThoseOfUnknownOrderAreEvents()
    {
        // Each line with the page it stands on; the custom formats are given there in prose, so only the default ones are read here.
        var lines = File.ReadLines(RecordedSets.Folder("aws/awsdocs_vpcflow_examples.tsv")).Select(static line => line.Split('\t')[1]).Where(static line => line.StartsWith("2 ", StringComparison.Ordinal)).ToList();

        Assert.Equal(7, lines.Count);
        Assert.Equal(["OK", "OK", "NODATA", "SKIPDATA", "OK", "OK", "OK"], lines.Select(static line => Read(line, null).Flow!.LogStatus));
        Assert.All(File.ReadLines(RecordedSets.Folder("aws/vpcflow_opensearch.txt")), static line => Read(line, null));
    }

    [Fact]
    public void Given_RecordedVersion5_When_ReadByItsHeader_Then_Events()
    {
        var lines = File.ReadLines(RecordedSets.Folder("aws/awsdocs_vpcflow_examples.tsv")).Select(static line => line.Split('\t')[1]).Where(static line => line.StartsWith("5 ", StringComparison.Ordinal)).ToList();

        Assert.Equal(["ingress", "egress"], lines.Select(static line => Read(line, Version5).Flow!.Direction));
    }

    [Fact]
    public void Given_AnyBytes_When_Read_Then_NothingThrows()
    {
        var reader = new FlowLineReader();
        Gen.Select(Gen.Int[0, Samples.FlowLine.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, cut) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Samples.FlowLine);
                bytes[at] = value;
                var read = reader.TryRead(new("unit", 0), cut ? bytes[..at] : bytes, null, out var flow, out var letter);
                return read == (flow is not null) && read == (letter is null);
            },
            iter: 2000,
            threads: 1);
    }

    private static CloudEvent Read(string line, string? header)
    {
        Assert.True(VpcFlowReader.TryRead(new("unit", 0), Encoding.UTF8.GetBytes(line), header, out var read, out var letter), letter?.Reason);
        return read!;
    }
}
