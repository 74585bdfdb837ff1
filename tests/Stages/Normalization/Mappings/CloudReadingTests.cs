using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

/// <summary>What the records of other clouds say of identity, operations in parts, wrapping and broken input.</summary>
public sealed class CloudReadingTests
{
    private const string Gcp = """
        {"logName":"projects/p1/logs/cloudaudit.googleapis.com%2Factivity","insertId":"i1","timestamp":"2026-03-01T10:00:00Z","resource":{"type":"gce_instance","labels":{"project_id":"p1"}},
        "protoPayload":{"serviceName":"compute.googleapis.com","methodName":"v1.compute.instances.insert","resourceName":"projects/p1/zones/z1/instances/web","authenticationInfo":{"principalEmail":"ann@example.com"},"request":{"machineType":"e2"}}}
        """;

    [Fact]
    public void Given_begin_and_end_of_one_Google_operation_When_read_Then_the_beginning_makes_and_the_end_only_confirms()
    {
        var first = Read(Gcp, static node => node["operation"] = Operation(first: true));
        var last = Read(Gcp, static node => { node["operation"] = Operation(first: false); node["insertId"] = "i2"; node["timestamp"] = "2026-03-01T10:00:09Z"; node["protoPayload"]!["request"] = null; });

        Assert.Equal((OperationPart.Whole, false, OperationPart.Ended, null), (first.Part, first.ReadOnly, last.Part, last.ReadOnly));
        Assert.NotEqual(first.Id, last.Id);
        Assert.Equal(ChangeKind.Create, Assert.Single(NormalizationStage.Normalize(first).Changes).Kind);
        var confirmed = Assert.Single(NormalizationStage.Normalize(last).Changes);
        Assert.Equal((ChangeKind.Observe, true), (confirmed.Kind, confirmed.Attributes.IsEmpty));
    }

    [Fact]
    public void Given_a_Google_operation_that_failed_at_its_end_When_read_Then_what_was_begun_is_taken_back()
    {
        var last = Read(Gcp, static node => { node["operation"] = Operation(first: false); node["protoPayload"]!["status"] = new JsonObject { ["code"] = 8, ["message"] = "quota" }; });

        var means = NormalizationStage.Normalize(last);

        Assert.Equal(Outcome.Throttled, last.Outcome);
        Assert.Equal(ChangeKind.Delete, Assert.Single(means.Changes).Kind);
        Assert.False(means.Write);
    }

    [Fact]
    public void Given_an_operation_of_one_entry_When_read_Then_it_is_whole_and_its_own_id_stands()
    {
        var one = Read(Gcp, static node => node["operation"] = new JsonObject { ["id"] = "op", ["producer"] = "x", ["first"] = true, ["last"] = true });
        var other = Read(Gcp, static node => { node["operation"] = new JsonObject { ["id"] = "op", ["producer"] = "x", ["first"] = true, ["last"] = true }; node["insertId"] = "i9"; });

        Assert.Equal(OperationPart.Whole, one.Part);
        Assert.NotEqual(one.Id, other.Id);
    }

    [Fact]
    public void Given_start_and_success_of_one_Azure_operation_When_read_Then_only_the_end_has_the_effect()
    {
        const string Record = """{"time":"2026-03-01T10:00:00Z","resourceId":"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.COMPUTE/DISKS/D1","operationName":"MICROSOFT.COMPUTE/DISKS/WRITE","category":"Administrative","resultType":"Start","correlationId":"c1","callerIpAddress":"203.0.113.7"}""";
        var start = Read(Record);
        var end = Read(Record, static node => { node["resultType"] = "Success"; node["resourceId"] = "/subscriptions/s1/resourceGroups/g/providers/Microsoft.Compute/disks/d1"; node["operationName"] = "Microsoft.Compute/disks/write"; node["time"] = "2026-03-01T10:00:05Z"; });

        Assert.Equal((OperationPart.Begun, OperationPart.Whole), (start.Part, end.Part));
        Assert.Empty(NormalizationStage.Normalize(start).Changes);
        Assert.Single(NormalizationStage.Normalize(end).Changes);
        Assert.Equal(start.Named, end.Named);
        Assert.Equal(("/subscriptions/s1/resourcegroups/g/providers/microsoft.compute/disks/d1", "s1"), (end.Named[0].Id.Value, end.Account));
    }

    [Fact]
    public void Given_a_Google_entry_in_a_PubSub_message_When_read_Then_it_is_the_entry()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Gcp));
        foreach (var text in new[] { $$$"""{"message":{"data":"{{{data}}}","messageId":"1"},"subscription":"s"}""", $$$"""{"receivedMessages":[{"ackId":"a","message":{"data":"{{{data}}}"}}]}""", $$$"""{"data":"{{{data}}}","attributes":{}}""" })
        {
            var read = Assert.Single(CloudRows.OfText(text).Events);

            Assert.Equal(("p1", "v1.compute.instances.insert"), (read.Account, read.Action));
        }
    }

    [Theory]
    [InlineData("""[{0},{0}]""", 2)]
    [InlineData("""{{"records":[{0}]}}""", 1)]
    [InlineData("""{{"entries":[{0}]}}""", 1)]
    [InlineData("""{{"value":[{0}]}}""", 1)]
    [InlineData("{0}\n{0}", 2)]
    public void Given_the_wrappers_of_exports_When_read_Then_each_record_is_found(string form, int events) =>
        Assert.Equal(events, CloudRows.OfText(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Gcp)).Events.Count);

    [Fact]
    public void Given_a_table_with_records_in_a_column_When_read_Then_the_rows_are_the_records_and_a_row_of_too_many_cells_is_a_letter()
    {
        const string Table = "RecordType,CreationDate,UserIds,AuditData\r\nExchangeAdmin,1,ann,\"{\"\"CreationTime\"\":\"\"2026-03-01T10:00:00\"\",\"\"Operation\"\":\"\"Set-Mailbox\"\",\n\"\"RecordType\"\":1,\"\"Workload\"\":\"\"Exchange\"\",\"\"UserId\"\":\"\"ann@example.com\"\",\"\"OrganizationId\"\":\"\"t\"\"}\"\r\na,b,c,d,e\r\n";

        var rows = CloudRows.OfText(Table);

        Assert.Equal("Set-Mailbox", Assert.Single(rows.Events).Action);
        Assert.Contains("5 cells", Assert.Single(rows.Letters).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_broken_deep_and_strange_records_among_good_ones_When_read_Then_each_bad_one_is_a_letter_with_place_and_reason_and_the_good_are_read()
    {
        var good = Gcp.ReplaceLineEndings(string.Empty);
        var deep = good.Replace("\"request\":{\"machineType\":\"e2\"}", $"\"request\":{string.Concat(Enumerable.Repeat("[", 200))}{string.Concat(Enumerable.Repeat("]", 200))}", StringComparison.Ordinal);
        var timeless = good.Replace("2026-03-01T10:00:00Z", "yesterday", StringComparison.Ordinal);
        var lone = good.Replace("ann@example.com", "\\ud800", StringComparison.Ordinal);
        var cut = good[..(good.Length / 2)];

        var rows = CloudRows.OfText(string.Join('\n', good, deep, timeless, lone, good.Replace("i1", "i7", StringComparison.Ordinal), cut));

        Assert.Equal(2, rows.Events.Count);
        Assert.Equal(4, rows.Letters.Count);
        Assert.All(rows.Letters, static letter => Assert.Contains("line ", letter.Position, StringComparison.Ordinal));
        Assert.Contains(rows.Letters, static letter => letter.Reason == "`yesterday` is no time");
        Assert.Contains(rows.Letters, static letter => letter.Reason.Contains("surrogate", StringComparison.Ordinal));
    }

    /// <summary>Whatever stands in the place of any value, reading ends in an event or a letter and normalising an event throws nothing.</summary>
    [Fact]
    public void Given_values_of_wrong_types_anywhere_When_read_Then_it_is_an_event_or_a_letter()
    {
        var samples = SourceMappings.Shipped.All.SelectMany(static mapping => mapping.Cases.Select(one => (mapping.Signature.Format, one.Record))).ToArray();
        string[] values = ["null", "7", "-1.5e300", "true", "\"\"", "\"\\u0000\"", "[]", "{}", "[[1,{\"a\":2}]]", "{\"a\":[null]}", "\"" + new string('x', 5000) + "\"", "\"//\"", "\"/\"", "\"projects/\"", "\"user:\""];
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, 60], Gen.Int[0, values.Length - 1]).Sample((sample, place, value) =>
        {
            var node = JsonNode.Parse(samples[sample].Record)!;
            Replace(node, place, JsonNode.Parse(values[value]));
            var text = Encoding.UTF8.GetBytes(node.ToJsonString());

            if (new MappedReader().TryRead(new("x", 0), text, samples[sample].Format, out var read, out var letter))
            {
                var means = NormalizationStage.Normalize(read!);
                return letter is null && means.Targets.All(static target => target.Id.Value.Length is > 0 and <= 1_100) && !read!.Account.Contains('/', StringComparison.Ordinal) && !read.Account.Contains('|', StringComparison.Ordinal);
            }

            return letter!.Reason.Length > 0;
        }, iter: 3_000);
    }

    [Theory]
    [InlineData("gcp:user:ann@example.com", EntityKind.Identity, Cloud.Gcp)]
    [InlineData("//iam.googleapis.com/projects/p/serviceAccounts/a@p.iam.gserviceaccount.com", EntityKind.Identity, Cloud.Gcp)]
    [InlineData("//iam.googleapis.com/projects/p/serviceAccounts/a@p.iam.gserviceaccount.com/keys/1", EntityKind.Credential, Cloud.Gcp)]
    [InlineData("//cloudresourcemanager.googleapis.com/projects/p", EntityKind.Account, Cloud.Gcp)]
    [InlineData("//storage.googleapis.com/sales", EntityKind.Resource, Cloud.Gcp)]
    [InlineData("/subscriptions/s", EntityKind.Account, Cloud.Azure)]
    [InlineData("/subscriptions/s/resourcegroups/g", EntityKind.Resource, Cloud.Azure)]
    [InlineData("/subscriptions/s/resourcegroups/g/providers/microsoft.managedidentity/userassignedidentities/i", EntityKind.Identity, Cloud.Azure)]
    [InlineData("entra:user:1", EntityKind.Identity, Cloud.Azure)]
    [InlineData("entra:tenant:1", EntityKind.Account, Cloud.Azure)]
    [InlineData("entra:application:1", EntityKind.Resource, Cloud.Azure)]
    [InlineData("okta:user:00u", EntityKind.Identity, Cloud.None)]
    [InlineData("k8s:serviceaccount:web:b", EntityKind.Identity, Cloud.Kubernetes)]
    [InlineData("aws:federated:user:x", EntityKind.Resource, Cloud.Aws)]
    public void Given_an_id_of_another_cloud_When_asked_Then_its_kind_and_cloud_hang_on_the_id_alone(string id, EntityKind kind, Cloud cloud) =>
        Assert.Equal((kind, cloud), (new EntityId(id).Kind, new EntityId(id).Cloud));

    private static JsonObject Operation(bool first) => new() { ["id"] = "operation-1", ["producer"] = "compute.googleapis.com", [first ? "first" : "last"] = true };

    private static CloudEvent Read(string record, Action<JsonObject>? change = null)
    {
        var node = (JsonObject)JsonNode.Parse(record)!;
        change?.Invoke(node);
        return Assert.Single(CloudRows.OfText(node.ToJsonString()).Events);
    }

    private static int Replace(JsonNode? node, int place, JsonNode? value)
    {
        var left = place;
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Select(static pair => pair.Key).ToArray())
                {
                    if (left-- == 0)
                    {
                        map[name] = value;
                        return -1;
                    }

                    left = Replace(map[name], left, value);
                    if (left < 0)
                    {
                        return -1;
                    }
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    if (left-- == 0)
                    {
                        list[index] = value;
                        return -1;
                    }

                    left = Replace(list[index], left, value);
                    if (left < 0)
                    {
                        return -1;
                    }
                }

                break;
            default:
                break;
        }

        return left;
    }
}
