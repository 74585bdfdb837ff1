using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Pipeline.Rules;

namespace OrleansTwin.Tests.Stages.Pipeline.Rules;

/// <summary>Rules on the raw records of other logs, by product and service.</summary>
public sealed class CloudRuleTests
{
    [Theory]
    [InlineData("gcp", "gcp.audit", "gcp.audit.method_name: v1.compute.firewalls.insert", RecordFormat.GcpAudit, """{"logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity","insertId":"1","timestamp":"2026-03-01T10:00:00Z","protoPayload":{"serviceName":"compute.googleapis.com","methodName":"v1.compute.firewalls.insert","resourceName":"projects/p/global/firewalls/f"}}""")]
    [InlineData("azure", "activitylogs", "operationName: Microsoft.Compute/disks/write", RecordFormat.AzureActivity, """{"time":"2026-03-01T10:00:00Z","resourceId":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d","operationName":"MICROSOFT.COMPUTE/DISKS/WRITE","category":"Administrative","resultType":"Success"}""")]
    [InlineData("azure", "signinlogs", "ResultType: 50126", RecordFormat.EntraSignIn, """{"time":"2026-03-01T10:00:00Z","category":"SignInLogs","operationName":"Sign-in activity","resultType":"50126","properties":{"id":"1","userId":"u"}}""")]
    [InlineData("azure", "auditlogs", "properties.message: Add member to role", RecordFormat.EntraAudit, """{"time":"2026-03-01T10:00:00Z","category":"AuditLogs","operationName":"Add member to role","properties":{"id":"1","initiatedBy":{"user":{"id":"u"}}}}""")]
    [InlineData("m365", "exchange", "eventName: Set-Mailbox", RecordFormat.M365Audit, """{"CreationTime":"2026-03-01T10:00:00","Id":"1","Operation":"Set-Mailbox","RecordType":1,"Workload":"Exchange","OrganizationId":"t"}""")]
    [InlineData("okta", "okta", "eventType: user.account.lock", RecordFormat.Mapped, """{"uuid":"1","published":"2026-03-01T10:00:00Z","eventType":"user.account.lock","actor":{"id":"u","type":"User"}}""")]
    [InlineData("github", "audit", "action: repo.access", RecordFormat.Mapped, """{"@timestamp":1772359200123,"_document_id":"1","action":"repo.access","actor":"ann","org":"o"}""")]
    [InlineData("kubernetes", "audit", "verb: create", RecordFormat.KubernetesAudit, """{"auditID":"1","stage":"ResponseComplete","verb":"create","requestReceivedTimestamp":"2026-03-01T10:00:00Z","user":{"username":"u"},"objectRef":{"resource":"pods","name":"p"}}""")]
    public void Given_a_rule_of_a_log_When_its_record_is_read_Then_it_fires_on_the_raw_record_and_not_on_others(string product, string service, string selection, RecordFormat format, string record)
    {
        var rule = $"title: t\nid: 00000000-0000-0000-0000-000000000001\nname: own.rule\nstatus: stable\nlogsource: {{product: {product}, service: {service}}}\ndetection:\n  selection:\n    {selection}\n  condition: selection\nlevel: high\n";
        var engine = SigmaEngine.Load([new("own.yml", rule)]);
        Assert.DoesNotContain(engine.Diagnostics, static one => one.Kind == SigmaDiagnosticKind.Error);
        var bytes = Encoding.UTF8.GetBytes(record);
        Assert.True(new MappedReader().TryRead(new("x", 0), bytes, format, out var read, out var letter), letter?.Reason);
        var reader = new RuleReader(engine);

        Assert.Single(reader.Find(read!, bytes).Hits);

        var other = Encoding.UTF8.GetBytes("""{"auditID":"2"}""");
        Assert.Empty(reader.Find(read!, other).Hits);
    }
}
