using OrleansTwin.Model.Events;
using OrleansTwin.Normalization;
using OrleansTwin.Tests.Stages.Sources;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

/// <summary>The recorded sets of other clouds: what is read, what is not and why, and what the rows tell.</summary>
public sealed class RecordedCloudsTests(ITestOutputHelper output)
{
    // A letter must say one of these; anything else is a record that was not understood.
    private static readonly string[] Explained = ["text between records", "the record tells no time", "the record tells no action", "is no time", "not a record of a known format", "not a row of a known format"];

    [Theory]
    [InlineData("gcp", 113, 0)]
    [InlineData("azure", 571, 0)]
    [InlineData("m365", 59, 0)]
    public void Given_a_recorded_set_When_read_Then_every_record_is_an_event_with_what_its_log_has(string set, int events, int unreadable)
    {
        var rows = CloudRows.OfFolder(RecordedSets.Folder(set));

        Tell(set, rows);
        Assert.All(rows.Letters, static letter => Assert.Contains(Explained, reason => letter.Reason.Contains(reason, StringComparison.Ordinal)));
        Assert.Equal(unreadable, rows.Letters.Count(static letter => letter.Reason != "text between records"));
        Assert.True(rows.Events.Count >= events, $"{rows.Events.Count} events");
        Assert.All(rows.Events, static one => Assert.True(one.Time.Year is > 2000 and < 2100 && one.Action.Length > 0 && one.Account.Length > 0, one.Position.ToString()));
    }

    [Theory]
    [InlineData("gcp_auditlog", 66)]
    [InlineData("azure_monitoractivity", 123)]
    [InlineData("azure_audit", 13)]
    [InlineData("microsoft365_audit_exchange", 10)]
    [InlineData("microsoft365_audit_azureactivedirectory", 4)]
    [InlineData("microsoftgraph_securityalertv2", 4)]
    [InlineData("gcp_httploadbalancer", 3)]
    [InlineData("amazon_eks_audit", 15)]
    [InlineData("aws_guardduty", 1)]
    [InlineData("aws_vpcdns", 8)]
    [InlineData("aws_s3serveraccess", 7)]
    [InlineData("aws_wafwebacl", 20)]
    public void Given_labelled_events_When_read_Then_those_with_a_time_are_events_and_the_others_say_what_they_lack(string file, int events)
    {
        var rows = CloudRows.OfLabelled(Path.Combine(RecordedSets.Folder("panther"), $"{file}.jsonl"));

        Tell(file, rows);
        Assert.All(rows.Letters, static letter => Assert.Contains(Explained, reason => letter.Reason.Contains(reason, StringComparison.Ordinal)));
        Assert.True(rows.Events.Count >= events, $"{rows.Events.Count} events");
    }

    [Theory]
    [InlineData("autoscaler-insert", "//compute.googleapis.com/projects/mitrop-custodian/zones/us-central1-a/autoscalers/instance-group-1")]
    [InlineData("bq-create", "//bigquery.googleapis.com/projects/custodian-1291/datasets/devxyz")]
    [InlineData("bq-job-create", "//bigquery.googleapis.com/projects/cloud-custodian/datasets/test/tables/test")]
    [InlineData("bq-table-create", "//bigquery.googleapis.com/projects/cloud-custodian/datasets/qqqqqqqqqqqqq/tables/test")]
    [InlineData("cloudbilling-account-assign", "//cloudresourcemanager.googleapis.com/projects/cloud-custodian")]
    [InlineData("df-job-create", "//dataflow.googleapis.com/projects/cloud-custodian/locations/us-central1/jobs/2019-05-16_04_24_18-6110555549864901093")]
    [InlineData("dns-managed-zone-create", "//dns.googleapis.com/projects/cloud-custodian/managedZones/custodian")]
    [InlineData("dns-policy-create", "//dns.googleapis.com/projects/cloud-custodian/policies/custodian")]
    [InlineData("iam-role-create", "//iam.googleapis.com/projects/mythic-tribute-232915/roles/CustomRole1")]
    [InlineData("k8s_create_cluster", "//container.googleapis.com/projects/mythic-tribute-232915/locations/us-central1-a/clusters/standard-cluster-1")]
    [InlineData("k8s_create_pool", "//container.googleapis.com/projects/mythic-tribute-232915/locations/us-central1-a/clusters/standard-cluster-1")]
    [InlineData("kms-cryptokey-version-create", "//cloudkms.googleapis.com/projects/cloud-custodian/locations/us-central1/keyRings/cloud-custodian/cryptoKeys/cloud-custodian")]
    [InlineData("lb-url-maps-get", "//compute.googleapis.com/projects/custodian-test-project-0/global/urlMaps/custodian-load-balancer-0")]
    [InlineData("log-create-project-metric", "//logging.googleapis.com/projects/test-project-232910/metrics/test_name")]
    [InlineData("log-create-project-sink", "//logging.googleapis.com/projects/test-project-232910/sinks/testqqqqqqqqqqqqqqqqq")]
    [InlineData("ml-job-create", "//ml.googleapis.com/projects/second-impact-244209/jobs/test_job")]
    [InlineData("ml-model-create", "//ml.googleapis.com/projects/second-impact-244209/models/test_model")]
    [InlineData("network-finding", "//compute.googleapis.com/projects/cloud-custodian/regions/asia-northeast1/subnetworks/a22222222222222222")]
    [InlineData("pubsub-subscription-create", "//pubsub.googleapis.com/projects/cloud-custodian/subscriptions/custodian")]
    [InlineData("route-create", "//compute.googleapis.com/projects/mitrop-custodian/global/routes/test-route-2")]
    [InlineData("spanner-database-instance-get", "//spanner.googleapis.com/projects/custodian-test-project-0/instances/custodian-spanner-1/databases/db-1")]
    [InlineData("sql-backup-create", "//sqladmin.googleapis.com/projects/cloud-custodian/instances/custodian-postgres")]
    public void Given_a_Google_audit_event_of_one_method_When_normalized_Then_the_resource_it_touches_is_a_target(string file, string target)
    {
        var rows = CloudRows.OfText(File.ReadAllText(Path.Combine(RecordedSets.Folder("gcp"), "c7n_events", $"{file}.json")));

        var means = NormalizationStage.Normalize(Assert.Single(rows.Events));

        Assert.Contains(means.Targets, one => one.Id.Value == target);
    }

    [Fact]
    public void Given_all_Google_events_of_one_method_When_normalized_Then_each_has_a_target_of_a_known_type_and_none_is_unknown()
    {
        var rows = CloudRows.OfFolder(Path.Combine(RecordedSets.Folder("gcp"), "c7n_events"));

        var without = rows.Events.Where(static one => NormalizationStage.Normalize(one) is { } means && (means.Targets.IsEmpty || (!means.Known && one.ReadOnly == false && one.Category == EventCategory.Management)))
            .Select(static one => $"{one.Position.Unit} {one.Service} {one.Action}").ToArray();

        output.WriteLine($"{rows.Events.Count} events, {rows.Events.Count - without.Length} with their target and, for writes, an entry");
        Assert.True(without.Length == 0, string.Join('\n', without));
    }

    private void Tell(string set, CloudRows rows)
    {
        output.WriteLine($"{set}: {rows.Events.Count} events, with actor {rows.Events.Count(static one => one.Actor.Id.Length > 0)}, address {rows.Events.Count(static one => one.SourceIp is not null)}, target {rows.Events.Count(static one => !NormalizationStage.Normalize(one).Targets.IsEmpty)}, denied {rows.Events.Count(static one => one.Outcome == Outcome.Denied)}, failed {rows.Events.Count(static one => one.Outcome == Outcome.Failure)}; {rows.Letters.Count} dead letters: {string.Join(", ", rows.Letters.GroupBy(static letter => letter.Reason.StartsWith('`') ? "no time" : letter.Reason).Select(static group => $"{group.Count()} {group.Key}"))}; {rows.Skipped.Count} files that are no logs");
        foreach (var (mapping, count) in rows.Events.CountBy(static one => one.Mapping).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {mapping}: {count}");
        }
    }
}
