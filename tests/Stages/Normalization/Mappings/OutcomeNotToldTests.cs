using System.Text.Json.Nodes;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Normalization;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

/// <summary>A record that does not tell how its call ended is neither a success nor a failure.</summary>
public sealed class OutcomeNotToldTests
{
    private const string Disk = """{"time":"2026-03-01T10:00:00Z","resourceId":"/subscriptions/s1/resourceGroups/g/providers/Microsoft.Compute/disks/d1","operationName":"Microsoft.Compute/disks/write","category":"Administrative","correlationId":"c1","callerIpAddress":"203.0.113.7","properties":{"entity":"x"}}""";

    private const string Gcp = """
        {"logName":"projects/p1/logs/cloudaudit.googleapis.com%2Factivity","insertId":"i1","timestamp":"2026-03-01T10:00:00Z","resource":{"type":"gce_instance","labels":{"project_id":"p1"}},
        "protoPayload":{"serviceName":"compute.googleapis.com","methodName":"v1.compute.instances.insert","resourceName":"projects/p1/zones/z1/instances/web","authenticationInfo":{"principalEmail":"ann@example.com"},"request":{"machineType":"e2"}}}
        """;

    [Theory]
    [InlineData("""{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"k","stage":"Panic","verb":"delete","requestReceivedTimestamp":"2026-03-01T10:00:00Z","user":{"username":"ann"},"objectRef":{"resource":"pods","namespace":"web","name":"p1","apiVersion":"v1"}}""")]
    [InlineData("""{"CreationTime":"2026-03-01T10:00:00","Id":"m","Operation":"Set-Mailbox","OrganizationId":"t","RecordType":1,"UserType":2,"Workload":"Exchange","UserId":"ann@example.com","ObjectId":"bob"}""")]
    [InlineData(Disk)]
    public void Given_a_record_without_an_outcome_When_read_Then_it_is_unknown_and_nothing_is_written(string record)
    {
        var read = Read(record);

        Assert.Equal(Outcome.Unknown, read.Outcome);
        Assert.False(NormalizationStage.Normalize(read).Write);
        Assert.DoesNotContain(NormalizationStage.Normalize(read).Changes, static change => change.Kind is ChangeKind.Create or ChangeKind.Change or ChangeKind.Delete);
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("Accepted")]
    public void Given_an_operation_that_only_began_When_read_Then_its_outcome_is_unknown(string status) =>
        Assert.Equal((Outcome.Unknown, OperationPart.Begun), Read(Disk, node => node["resultType"] = status) is var read ? (read.Outcome, read.Part) : default);

    [Fact]
    public void Given_an_activity_on_a_file_When_it_has_no_status_Then_its_name_says_that_it_was_done() =>
        Assert.Equal(Outcome.Success, Read("""{"CreationTime":"2026-03-01T10:00:00","Id":"m","Operation":"FileDownloaded","OrganizationId":"t","RecordType":6,"UserType":0,"Workload":"SharePoint","UserId":"ann@example.com","ObjectId":"https://x/y"}""").Outcome);

    [Fact]
    public void Given_an_outcome_that_is_not_told_When_written_Then_it_is_left_out()
    {
        var record = new EventRecord { Id = "e", Time = DateTimeOffset.UnixEpoch, Actor = new Actor(), Outcome = Outcome.Unknown };

        Assert.DoesNotContain("outcome", TwinJson.Line(record), StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"success\"", TwinJson.Line(record with { Outcome = Outcome.Success }), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_write_that_may_have_failed_When_folded_Then_what_it_would_have_changed_is_no_longer_known_and_the_version_stays()
    {
        var made = Log(Read(Gcp));
        var before = ConfigFold.AsOf(made, EventOrder.Latest);
        var doubt = Read(Gcp, static node => { node["insertId"] = "i2"; node["timestamp"] = "2026-03-01T11:00:00Z"; node["protoPayload"]!["methodName"] = "v1.compute.instances.delete"; }, Outcome.Unknown);

        var after = ConfigFold.AsOf(Log(Read(Gcp), doubt), EventOrder.Latest);

        Assert.Equal((EntityLife.Active, before.Version), (after.Life, after.Version));
        Assert.False(after.IsKnown("state"));
        Assert.Null(after.CreatedAt);
        Assert.NotNull(before.CreatedAt);
    }

    [Fact]
    public void Given_begin_and_end_of_an_operation_When_folded_Then_it_is_one_change()
    {
        Action<JsonObject> end = static node => { node["insertId"] = "i2"; node["timestamp"] = "2026-03-01T10:00:09Z"; node["operation"] = new JsonObject { ["id"] = "o", ["last"] = true }; };
        var gone = Read(Gcp, static node => { node["insertId"] = "i3"; node["timestamp"] = "2026-03-01T12:00:00Z"; node["protoPayload"]!["methodName"] = "v1.compute.instances.delete"; });
        var goneEnd = Read(Gcp, static node => { node["insertId"] = "i4"; node["timestamp"] = "2026-03-01T12:00:09Z"; node["protoPayload"]!["methodName"] = "v1.compute.instances.delete"; node["operation"] = new JsonObject { ["id"] = "p", ["last"] = true }; });

        Assert.Equal((1, EntityLife.Active), Version(Read(Gcp), Read(Gcp, end)));
        Assert.Equal((2, EntityLife.Deleted), Version(Read(Gcp), Read(Gcp, end), gone, goneEnd));
    }

    [Fact]
    public void Given_a_deletion_that_failed_at_its_end_When_folded_Then_the_resource_is_there()
    {
        var gone = Read(Gcp, static node => { node["insertId"] = "i3"; node["timestamp"] = "2026-03-01T12:00:00Z"; node["protoPayload"]!["methodName"] = "v1.compute.instances.delete"; });
        var failed = Read(Gcp, static node =>
        {
            (node["insertId"], node["timestamp"], node["operation"]) = ("i4", "2026-03-01T12:00:09Z", new JsonObject { ["id"] = "p", ["last"] = true });
            (node["protoPayload"]!["methodName"], node["protoPayload"]!["status"]) = ("v1.compute.instances.delete", new JsonObject { ["code"] = 9 });
        });

        Assert.Equal(EntityLife.Active, Version(Read(Gcp), gone, failed).Life);
    }

    private static (int Version, EntityLife Life) Version(params CloudEvent[] events) => ConfigFold.AsOf(Log(events), EventOrder.Latest) is var view ? (view.Version, view.Life) : default;

    private static ChangeLog Log(params CloudEvent[] events) =>
        events.SelectMany(static read => NormalizationStage.Normalize(read).Changes)
            .Where(static change => change.Entity.Id.Value.EndsWith("/instances/web", StringComparison.Ordinal))
            .Aggregate(ChangeLog.Empty, static (log, change) => log.Add(change));

    private static CloudEvent Read(string record, Action<JsonObject>? change = null, Outcome? outcome = null)
    {
        var node = (JsonObject)JsonNode.Parse(record)!;
        change?.Invoke(node);
        var read = Assert.Single(CloudRows.OfText(node.ToJsonString()).Events);
        return outcome is not { } other ? read : new()
        {
            Id = read.Id, Time = read.Time, Cloud = read.Cloud, Account = read.Account, Action = read.Action, Service = read.Service, ReadOnly = read.ReadOnly,
            Actor = read.Actor, Outcome = other, Request = read.Request, ServiceDetails = read.ServiceDetails, Raw = read.Raw, Named = read.Named, Format = read.Format,
        };
    }
}
