using System.Text.Json;
using CsCheck;
using OrleansTwin.Pipeline.Coverage;

namespace OrleansTwin.Tests.Stages.Pipeline.Coverage;

public sealed class TrailSelectorsTests
{
    private static readonly string[] Operators = ["equals", "startsWith", "endsWith", "notEquals", "notStartsWith", "notEndsWith"];
    private static readonly string[] Resources = ["arn:aws:s3:::a", "arn:aws:s3:::a/", "arn:aws:s3:::a/x", "arn:aws:s3:::ab/", "/x", ""];

    private static readonly Gen<Field[]> Fields = Gen.Select(
        Pick("eventCategory", "readOnly", "eventSource", "eventName", "resources.type", "resources.ARN"),
        Pick(Operators),
        Pick(["Data", "Management", "true", "false", "s3.amazonaws.com", "kms.amazonaws.com", "GetObject", "AWS::S3::Object", .. Resources]).Array[1, 3],
        static (name, holds, values) => new Field(name, holds, values)).Array[1, 4];

    [Fact]
    public void Given_AnySelectors_When_EverythingOfACallIsKnown_Then_TheAnswerIsThatOfTheDefinition() =>
        Gen.Select(Fields.Array[1, 3], Gen.Bool, Gen.Bool, Pick(Resources[..4])).Sample((selectors, data, read, resource) =>
        {
            var call = new RecordedCall(data, read, "s3.amazonaws.com", "GetObject", "AWS::S3::Object", resource);
            Assert.Equal(selectors.Any(fields => fields.All(field => Holds(field, call, resource))), TrailSelectors.Parse(Json(selectors))!.Records(call));
        });

    [Fact]
    public void Given_AnySelectors_When_TheObjectIsNotKnown_Then_NoAnswerContradictsAnObject() =>
        Gen.Select(Fields.Array[1, 3], Gen.Bool).Sample((selectors, read) =>
        {
            var call = new RecordedCall(true, read, "s3.amazonaws.com", "GetObject", "AWS::S3::Object", "arn:aws:s3:::a", IsWithin: true);
            if (TrailSelectors.Parse(Json(selectors))!.Records(call) is { } told)
            {
                Assert.All(new[] { "arn:aws:s3:::a/x", "arn:aws:s3:::a/y/x", "arn:aws:s3:::a/xy" }, each => Assert.Equal(told, selectors.Any(fields => fields.All(field => Holds(field, call, each)))));
            }
        });

    [Theory]
    [InlineData("""[{"readWriteType":"All","includeManagementEvents":true}]""", false, true, null, true)]
    [InlineData("""[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]""", false, false, null, false)]
    [InlineData("""[{"readWriteType":"All","includeManagementEvents":false,"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3:::a/"]}]}]""", true, true, "arn:aws:s3:::a", true)]
    [InlineData("""[{"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3:::a/"]}]}]""", true, true, "arn:aws:s3:::ab", false)]
    [InlineData("""[{"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3:::a/logs/"]}]}]""", true, true, "arn:aws:s3:::a", null)]
    [InlineData("""[{"dataResources":[{"type":"AWS::S3::Object"}]}]""", true, true, "arn:aws:s3:::a", false)]
    [InlineData("""[{"dataResources":[{"values":["arn:aws:s3"]}]}]""", true, true, "arn:aws:s3:::a", null)]
    [InlineData("""[{"readWriteType":"Some"}]""", false, false, null, null)]
    [InlineData("""[7]""", false, false, null, null)]
    [InlineData("""[{"fieldSelectors":7}]""", false, false, null, null)]
    [InlineData("""[{"fieldSelectors":[{"equals":["Data"]}]}]""", false, false, null, null)]
    [InlineData("[]", false, false, null, false)]
    public void Given_SelectorsAsTheyAreWritten_When_Asked_Then_AsDocumented(string json, bool data, bool read, string? resource, bool? expected) =>
        Assert.Equal(expected, TrailSelectors.Parse(json)!.Records(new(data, read, "s3.amazonaws.com", "GetObject", "AWS::S3::Object", resource, IsWithin: true)));

    [Fact]
    public void Given_ASourceLeftOut_When_Asked_Then_OnlyItsManagementEventsAreMissing()
    {
        var selectors = TrailSelectors.Parse("""[{"readWriteType":"All","includeManagementEvents":true,"excludeManagementEventSources":["kms.amazonaws.com"]}]""")!;

        Assert.False(selectors.Records(new(false, true, "kms.amazonaws.com")));
        Assert.True(selectors.Records(new(false, true, "ssm.amazonaws.com")));
        Assert.Null(selectors.Records(new(false, true)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("{}")]
    public void Given_NoListOfSelectors_When_Read_Then_Nothing(string? json) => Assert.Null(TrailSelectors.Parse(json));

    private static Gen<string> Pick(params string[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static bool Holds(Field field, RecordedCall call, string resource)
    {
        var value = field.Name switch
        {
            "eventCategory" => call.IsData ? "Data" : "Management",
            "readOnly" => call.ReadOnly ? "true" : "false",
            "eventSource" => call.Source!,
            "eventName" => call.Name!,
            "resources.type" => call.Type!,
            _ => resource,
        };
        var negated = field.Operator.StartsWith("not", StringComparison.Ordinal);
        var one = field.Values.Any(each => field.Operator.ToUpperInvariant() switch
        {
            "EQUALS" or "NOTEQUALS" => value == each,
            "STARTSWITH" or "NOTSTARTSWITH" => value.StartsWith(each, StringComparison.Ordinal),
            _ => value.EndsWith(each, StringComparison.Ordinal),
        });
        return negated ? !one : one;
    }

    private static string Json(Field[][] selectors) => JsonSerializer.Serialize(selectors.Select(static fields => new
    {
        fieldSelectors = fields.Select(static field => new Dictionary<string, object> { ["field"] = field.Name, [field.Operator] = field.Values }),
    }));

    private sealed record Field(string Name, string Operator, string[] Values);
}
