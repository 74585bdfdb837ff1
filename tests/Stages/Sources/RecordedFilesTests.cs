using OrleansTwin.Model.Events;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Every recorded file is read as what it is, with nothing unexplained.</summary>
public sealed class RecordedFilesTests
{
    [Fact]
    public void Given_RecordedHour_When_Read_Then_AllRecordsAndOnlyTheLabelsAreSkipped()
    {
        var reads = Reads.OfFolder(RecordedSets.Folder("aws/invictus"));

        Assert.Equal(2900, reads.Records.Count);
        Assert.All(reads.Records, static record => Assert.Equal(RecordFormat.CloudTrail, record.Format));
        Assert.Empty(reads.Letters);
        Assert.Equal(["LICENSE", "labels_detonation.json"], reads.Skipped.Select(static skipped => skipped.Unit));
    }

    [Fact]
    public void Given_AwsSets_When_Read_Then_CountsAreTheOnesOfTheSets()
    {
        var reads = Reads.OfFolder(RecordedSets.Folder("aws"));
        var counts = reads.Records.GroupBy(static record => record.Position.Unit.Split('/')[0]).ToDictionary(static unit => unit.Key, static unit => unit.Count());

        Assert.Empty(reads.Letters);
        Assert.Equal(840, counts["benign_opensearch_cloudtrail.jsonl"]);
        Assert.Equal(22, counts["vpcflow_opensearch.txt"]);
        Assert.Equal(2900, counts["invictus"]);
        Assert.Equal(310, counts["stratus"]);
    }

    [Fact]
    public void Given_OtherClouds_When_Read_Then_FormatsAreRecognisedByContent()
    {
        var gcp = Reads.OfFolder(RecordedSets.Folder("gcp"));
        var m365 = Reads.OfFolder(RecordedSets.Folder("m365"));
        var azure = Reads.OfFolder(RecordedSets.Folder("azure"));

        Assert.Contains(gcp.Records, static record => record.Format == RecordFormat.GcpAudit);
        Assert.Contains(gcp.Records, static record => record.Format == RecordFormat.GcpFlow);
        Assert.Contains(m365.Records, static record => record.Format == RecordFormat.M365Audit);
        Assert.Equal(112, azure.Records.Count(static record => record.Format == RecordFormat.EntraSignIn));
    }

    [Theory]
    [InlineData("network")]
    [InlineData("iam")]
    [InlineData("metrics")]
    [InlineData("ti")]
    [InlineData("correlation")]
    public void Given_FolderWithoutLogs_When_Read_Then_OneNoticeAFile(string set)
    {
        var folder = RecordedSets.Folder(set);

        var reads = Reads.OfFolder(folder);

        Assert.Empty(reads.Records);
        Assert.Empty(reads.Letters);
        Assert.Equal(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(), reads.Skipped.Count);
    }
}
