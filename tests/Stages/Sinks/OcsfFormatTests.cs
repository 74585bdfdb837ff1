using System.Text.Json;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Sinks.Ocsf;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sinks;

/// <summary>Lines in OCSF 1.3.0: the attributes each class requires are there, numbers mean what the schema says, hostile text stays inert.</summary>
public sealed class OcsfFormatTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 2, 8, 54, TimeSpan.Zero);

    // Required by the schema's classes detection_finding, incident_finding and api_activity, with the cloud profile.
    private static readonly string[] Base = ["activity_id", "category_uid", "class_uid", "type_uid", "time", "severity_id", "metadata"];

    [Theory]
    [InlineData(Severity.Info, 1)]
    [InlineData(Severity.Low, 2)]
    [InlineData(Severity.Medium, 3)]
    [InlineData(Severity.High, 4)]
    [InlineData(Severity.Critical, 5)]
    public void Given_ASignal_When_Written_Then_ItIsADetectionFindingWithItsEvidence(Severity severity, int id)
    {
        var finding = Read(OcsfFormat.Line(Made(severity)), [.. Base, "finding_info"]);

        Assert.Equal((2004, 2, 200401, id), (Number(finding, "class_uid"), Number(finding, "category_uid"), Number(finding, "type_uid"), Number(finding, "severity_id")));
        Assert.Equal(At.ToUnixTimeMilliseconds(), finding.GetProperty("time").GetInt64());
        var info = finding.GetProperty("finding_info");
        Assert.Equal("sig-1", info.GetProperty("uid").GetString());
        Assert.Equal("e1", info.GetProperty("related_events")[0].GetProperty("uid").GetString());
        Assert.Equal("T1098.001", info.GetProperty("attacks")[0].GetProperty("sub_technique").GetProperty("uid").GetString());
        Assert.Equal("T1098", info.GetProperty("attacks")[0].GetProperty("technique").GetProperty("uid").GetString());
        Assert.Equal("192.0.2.66", finding.GetProperty("evidences")[0].GetProperty("src_endpoint").GetProperty("ip").GetString());
        Assert.Equal("up to 3", finding.GetProperty("evidences")[0].GetProperty("data").GetProperty("expected").GetString());
    }

    [Theory]
    [InlineData(AlertState.Open, 1)]
    [InlineData(AlertState.Amended, 2)]
    [InlineData(AlertState.Retracted, 3)]
    public void Given_ARevisionOfAnAlert_When_Written_Then_TheActivitySaysWhatBecameOfIt(AlertState state, int activity)
    {
        var alert = new Alert { Id = "alert-1", Time = At, Title = "t", Severity = Severity.High, Signals = ["sig-1"], Entities = [new("arn:aws:s3:::b")], Revision = 4, State = state };

        var finding = Read(OcsfFormat.Line(alert), [.. Base, "finding_info"]);

        Assert.Equal((activity, 200400 + activity), (Number(finding, "activity_id"), Number(finding, "type_uid")));
        Assert.Equal(4, finding.GetProperty("metadata").GetProperty("sequence").GetInt32());
    }

    [Fact]
    public void Given_AnIncident_When_Written_Then_ItListsWhatItHolds()
    {
        var incident = new Incident { Id = "inc-1", Title = "t", Severity = Severity.Critical, FirstSeen = At, LastSeen = At.AddHours(1), Status = "closed", Alerts = ["alert-1"], Signals = ["sig-1"], Tactics = ["collection"] };

        var finding = Read(OcsfFormat.Line(incident), [.. Base, "finding_info_list", "status_id"]);

        Assert.Equal((2005, 5), (Number(finding, "class_uid"), Number(finding, "status_id")));
        Assert.Equal(["alert-1", "sig-1"], finding.GetProperty("finding_info_list")[0].GetProperty("related_events").EnumerateArray().Select(static one => one.GetProperty("uid").GetString()));
        Assert.Equal("collection", finding.GetProperty("attacks")[0].GetProperty("tactic").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(EventPhase.Create, Outcome.Success, 1, 1)]
    [InlineData(EventPhase.Read, Outcome.Denied, 2, 2)]
    [InlineData(EventPhase.Detach, Outcome.Throttled, 3, 2)]
    [InlineData(EventPhase.Delete, Outcome.Failure, 4, 2)]
    public void Given_AnEvent_When_Written_Then_ItIsAnApiActivityWithItsOutcome(EventPhase phase, Outcome outcome, int activity, int status)
    {
        var record = new EventRecord
        {
            Id = "e1", Time = At, Cloud = Cloud.Aws, Account = "111122223333", Region = "eu-west-1", Service = "s3", Action = "s3:GetObject", Phase = phase, Outcome = outcome,
            Actor = new() { Id = "arn:aws:iam::111122223333:user/ana", InvokedBy = "cloudformation.amazonaws.com" }, SourceIp = "cloudformation.amazonaws.com", UserAgent = "<script>\u202e",
        };

        var line = OcsfFormat.Line(record);
        var call = Read(line, [.. Base, "actor", "api", "src_endpoint", "cloud"]);

        Assert.Equal((6003, activity, status), (Number(call, "class_uid"), Number(call, "activity_id"), Number(call, "status_id")));
        Assert.Equal("cloudformation.amazonaws.com", call.GetProperty("src_endpoint").GetProperty("svc_name").GetString());
        Assert.DoesNotContain("<script>", line, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", line, StringComparison.Ordinal);
    }

    private static Signal Made(Severity severity) => new()
    {
        Id = "sig-1", Time = At, LastTime = At, Rule = "r", Title = "t", Kind = SignalKind.Behavior, Dimension = SignalDimension.Identity, Severity = severity,
        Techniques = ["T1098.001"], Tactics = ["persistence"], Evidence = ["e1"], Entities = [new("arn:aws:iam::111122223333:user/ana")],
        Actor = new() { Id = new("arn:aws:iam::111122223333:user/ana"), SourceIp = "192.0.2.66" }, Explanation = new("x", "d", "7", "up to 3", "1h"),
    };

    private static JsonElement Read(string line, string[] required)
    {
        Assert.DoesNotContain('\n', line);
        var root = JsonDocument.Parse(line).RootElement;
        Assert.All(required, name => Assert.True(root.TryGetProperty(name, out _), name));
        return root;
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
