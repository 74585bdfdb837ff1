using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Tests.Stages.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>What the recorded sets were counted to hold is what the reader finds in them.</summary>
public sealed class RecordedCloudTrailTests
{
    [Fact]
    public void Given_RecordedHour_When_Read_Then_OutcomesAreTheCountedOnes()
    {
        var events = Read("aws/invictus");

        Assert.Equal(2900, events.Count);
        Assert.Equal(60, events.Count(static read => read.Outcome == Outcome.Denied));
        Assert.Equal(102, events.Count(static read => read.Outcome == Outcome.Throttled));
        Assert.Equal(138, events.Count(static read => read.Outcome == Outcome.Failure));
        Assert.Equal(2900, events.Select(static read => read.Id).Distinct().Count());
    }

    [Fact]
    public void Given_RecordedHour_When_Read_Then_ServiceAddressesAreNoOrigin()
    {
        var events = Read("aws/invictus");

        Assert.Equal(353, events.Count(static read => read.SourceIp is null));
        Assert.All(events.Where(static read => read.SourceIp is null), static read => Assert.NotNull(read.Actor.InvokedBy));
        Assert.Equal(271, events.Count(static read => read.Actor.InvokedBy is not null && read.Actor.Credential is not null));
    }

    [Fact]
    public void Given_RecordedHour_When_Read_Then_IdentitiesAreAsRecorded()
    {
        var events = Read("aws/invictus");

        Assert.Equal(42, events.Count(static read => read.Category == EventCategory.ServiceEvent));
        Assert.All(events.Where(static read => read.Category == EventCategory.ServiceEvent), static read =>
        {
            Assert.Equal(ActorType.Unknown, read.Actor.Type);
            Assert.StartsWith("aws:service:", read.Actor.Id, StringComparison.Ordinal);
        });
        Assert.Equal(34, events.Count(static read => read.Actor.Type == ActorType.AwsService));
        // 2,226 records have no session attributes; two of them are sign-ins that say MFAUsed instead.
        Assert.Equal(2224, events.Count(static read => read.Actor.Mfa is null));
        Assert.Equal(2, events.Count(static read => read.Actor.RoleDelivery == "1.0"));
        Assert.Equal(21, events.Count(static read => read.Actor.RoleDelivery == "2.0"));
        Assert.All(events.Where(static read => read.Actor.Type == ActorType.AssumedRole), static read => Assert.Contains(":role/", read.Actor.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_BenignScan_When_Read_Then_NoneIsDenied()
    {
        var events = Read("aws/benign_opensearch_cloudtrail.jsonl");

        Assert.Equal(840, events.Count);
        Assert.Equal(831, events.Count(static read => read.SourceIp is null));
        Assert.DoesNotContain(events, static read => read.Outcome == Outcome.Denied);
        Assert.Equal(307, events.Count(static read => read.Outcome is Outcome.Failure or Outcome.Throttled));
    }

    [Fact]
    public void Given_TechniqueRuns_When_Read_Then_InvalidAddressesAreNames()
    {
        var events = Read("aws/stratus");

        var names = events.Where(static read => read.SourceName is not null && char.IsDigit(read.SourceName[0])).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, static read => Assert.Null(read.SourceIp));
    }

    private static List<CloudEvent> Read(string set)
    {
        var reads = Reads.OfFolder(RecordedSets.Folder(set));
        var reader = new CloudTrailReader();
        var events = new List<CloudEvent>();
        var letters = new List<DeadLetter>();
        foreach (var record in reads.Records)
        {
            if (reader.TryRead(record.Position, record.Bytes, record.Format, out var cloudEvent, out var letter))
            {
                events.Add(cloudEvent!);
            }
            else
            {
                letters.Add(letter!);
            }
        }

        Assert.Empty(letters);
        return events;
    }
}
