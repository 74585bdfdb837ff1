using System.Text.Json.Nodes;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Tests.Stages.Architecture;

namespace OrleansTwin.Tests.Stages.Normalization;

public sealed class RecordedHourTests
{
    private readonly Normalizer _normalizer = new(ApiCatalogue.Embedded);

    [Fact]
    public void Given_the_recorded_hour_When_read_Then_nothing_is_lost()
    {
        var (events, letters) = RecordedHour.Read("aws/invictus");
        Assert.Empty(letters);
        Assert.Equal(2_900, events.Select(static recorded => recorded.Id).Distinct().Count());
    }

    [Fact]
    public void Given_the_recorded_hour_When_its_writes_are_normalized_Then_resources_count_as_the_records_say()
    {
        var changes = Hour().SelectMany(e => _normalizer.Normalize(e).Changes).ToArray();

        string Count(string type)
        {
            var made = changes.Where(c => c.Kind == ChangeKind.Create && c.Entity.Type == type).Select(static c => c.Entity.Id).ToHashSet();
            var gone = changes.Where(c => c.Kind == ChangeKind.Delete && c.Entity.Type == type).Select(static c => c.Entity.Id).Where(made.Contains).ToHashSet();
            return $"{type} {made.Count}/{gone.Count}";
        }

        string[] expected =
        [
            "AWS::EC2::VPC 7/6", "AWS::EC2::Subnet 10/8", "AWS::EC2::Instance 2/2", "AWS::IAM::Role 13/13", "AWS::IAM::User 4/4",
            "AWS::S3::Bucket 5/5", "AWS::EC2::RouteTable 10/10", "AWS::SecretsManager::Secret 20/17", "AWS::RDS::DBInstance 1/1",
            "AWS::CloudTrail::Trail 2/2", "AWS::Lambda::Function 2/2", "AWS::IAM::AccessKey 2/2",
        ];
        Assert.Equal(expected, expected.Select(line => Count(line.Split(' ')[0])));
        var vpcs = changes.Where(static c => c.Entity.Type == "AWS::EC2::VPC").GroupBy(static c => c.Entity.Id);
        Assert.Equal("arn:aws:ec2:us-east-1:123837392027:vpc/vpc-07b33857c7ad1c027", Assert.Single(vpcs, static v => v.All(static c => c.Kind != ChangeKind.Delete)).Key.Value);
    }

    [Fact]
    public void Given_the_recorded_hour_When_normalized_Then_every_write_is_known_and_touches_something()
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var record in Hour().Where(static e => e is { ReadOnly: not true, Outcome: Outcome.Success }))
        {
            var normalized = _normalizer.Normalize(record);
            if (!normalized.Known || (normalized.Targets.IsEmpty && normalized.Write))
            {
                unknown.Add($"{record.Service} {record.Action}");
            }
        }

        Assert.Equal(string.Empty, string.Join("; ", unknown));
    }

    [Fact]
    public void Given_every_recorded_set_When_normalized_Then_every_API_is_in_the_catalogue()
    {
        var unknown = All().Where(e => !_normalizer.Normalize(e).Known)
            .Select(static e => $"{e.Service} {e.Action}")
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(string.Empty, string.Join("; ", unknown));
    }

    [Fact]
    public void Given_calls_that_failed_When_normalized_Then_nothing_changes_and_no_credential_is_made()
    {
        foreach (var record in All().Where(static e => e.Outcome != Outcome.Success))
        {
            var normalized = _normalizer.Normalize(record);
            Assert.Empty(normalized.Changes);
            Assert.Null(normalized.Mint);
            Assert.False(normalized.Write);
        }
    }

    [Fact]
    public void Given_the_recorded_hour_When_an_entity_is_made_and_used_in_one_second_Then_its_creation_comes_first()
    {
        var byEntity = Hour().SelectMany(e => _normalizer.Normalize(e).Changes)
            .Where(static c => c.Kind != ChangeKind.Refer)
            .GroupBy(static c => c.Entity.Id);
        foreach (var changes in byEntity)
        {
            var kinds = changes.OrderBy(static c => c.At).Select(static c => c.Kind).ToList();
            Assert.True(kinds.LastIndexOf(ChangeKind.Create) <= 0 || changes.Key.Value.Contains("access-key", StringComparison.Ordinal) || kinds.Contains(ChangeKind.Delete), $"{changes.Key}: {string.Join(' ', kinds)}");
            var deleted = kinds.IndexOf(ChangeKind.Delete);
            Assert.True(deleted < 0 || deleted == kinds.Count - 1 || kinds.Skip(deleted + 1).Any(static k => k == ChangeKind.Create), $"{changes.Key}: {string.Join(' ', kinds)}");
        }
    }

    private static List<CloudEvent> Hour() => RecordedHour.Read("aws/invictus").Events;

    /// <summary>Every record of the AWS sets, those too that stand inside rows of other shape.</summary>
    private static IEnumerable<CloudEvent> All() =>
        Hour().Concat(RecordedHour.Read("aws/stratus").Events).Concat(Directory.EnumerateFiles(Path.Combine(Repository.Data!, "aws"), "*.jsonl").SelectMany(File.ReadLines).SelectMany(static line => Records(JsonNode.Parse(line))));

    private static IEnumerable<CloudEvent> Records(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Records),
        JsonObject record when record.ContainsKey("eventName") && record.ContainsKey("eventSource") => [ReadRecord.Of(record)],
        JsonObject row => row.SelectMany(static member => member.Value is JsonObject or JsonArray ? Records(member.Value) : []),
        _ => [],
    };
}
