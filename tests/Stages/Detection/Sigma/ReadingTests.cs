using Xunit;
using static OrleansTwin.Tests.Stages.Detection.Sigma.TestRules;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>Where engines disagree: each line pins the reading of the specification that is ours.</summary>
public class ReadingTests
{
    [Theory]
    // Missing and null are the same for `null`, and neither is any text.
    [InlineData("a: null", "{}", true)]
    [InlineData("a: null", """{"a":null}""", true)]
    [InlineData("a: null", """{"a":""}""", false)]
    [InlineData("a: null", """{"a":[]}""", false)]
    [InlineData("a: null", """{"a":{}}""", false)]
    [InlineData("a: null", """{"a":[null]}""", false)]
    [InlineData("a.b: null", """{"a":[{"b":1},{"c":2}]}""", false)]
    [InlineData("a.b: null", """{"a":[{"c":2}]}""", true)]
    [InlineData("a: ''", "{}", false)]
    [InlineData("a: ''", """{"a":null}""", false)]
    [InlineData("a: ''", """{"a":""}""", true)]
    [InlineData("a: '*'", """{"a":""}""", true)]
    [InlineData("a: '*'", "{}", false)]
    [InlineData("a: '*'", """{"a":null}""", false)]
    [InlineData("a: 'null'", """{"a":null}""", false)]
    // Existence is about the field, whatever it holds.
    [InlineData("a|exists: true", """{"a":null}""", true)]
    [InlineData("a|exists: true", """{"a":[]}""", true)]
    [InlineData("a|exists: false", "{}", true)]
    [InlineData("a|exists: false", """{"a":""}""", false)]
    // Not equal is the plain negation: a missing field differs, an array differs if none of it is equal.
    [InlineData("a|neq: x", "{}", true)]
    [InlineData("a|neq: x", """{"a":"x"}""", false)]
    [InlineData("a|neq: x", """{"a":["x","y"]}""", false)]
    [InlineData("a|neq: x", """{"a":["y"]}""", true)]
    [InlineData("a|neq: [x, y]", """{"a":"y"}""", false)]
    public void Given_MissingNullAndEmpty_When_Tested_Then_OurReadingHolds(string selection, string json, bool expected) =>
        Assert.Equal(expected, Matches(selection, json));

    [Theory]
    // A path through arrays means any element; a number names one.
    [InlineData("a: x", """{"a":["w","x"]}""", true)]
    [InlineData("a.b: x", """{"a":[{"b":"w"},{"b":["v","x"]}]}""", true)]
    [InlineData("a.1.b: x", """{"a":[{"b":"x"},{"b":"w"}]}""", false)]
    [InlineData("a.1.b: w", """{"a":[{"b":"x"},{"b":"w"}]}""", true)]
    [InlineData("a|contains|all: [x, y]", """{"a":["x1","y1"]}""", true)]
    [InlineData("a|contains|all: [x, z]", """{"a":["x1","y1"]}""", false)]
    // An object is its compact JSON, and stringified documents in it also count as written plainly.
    [InlineData("a|contains: '\"b\":1'", """{"a": { "b" : 1 }}""", true)]
    [InlineData("a|contains: '\"Allow\"'", """{"a":{"p":"{\"Effect\":\"Allow\"}"}}""", true)]
    [InlineData("a: '{\"b\":1}'", """{"a":{"b": 1}}""", true)]
    // A path goes on inside a stringified document, plain or percent-encoded.
    [InlineData("a.b.c: x", """{"a":"{\"b\":{\"c\":\"x\"}}"}""", true)]
    [InlineData("a.b: x", """{"a":"%7B%22b%22%3A%22x%22%7D"}""", true)]
    [InlineData("a.b: x", """{"a":"{not json"}""", false)]
    [InlineData("a.b.c: x", """{"a":"{\"b\":\"{\\\"c\\\":\\\"x\\\"}\"}"}""", true)]
    // A key that holds dots is a path.
    [InlineData("a.b: x", """{"a.b":"x"}""", true)]
    [InlineData("a.b.c: x", """{"a":{"b.c":"x"}}""", true)]
    public void Given_ArraysAndObjects_When_Tested_Then_OurReadingHolds(string selection, string json, bool expected) =>
        Assert.Equal(expected, Matches(selection, json));

    [Theory]
    // Booleans and numbers are the text that JSON spells, so quotes in rule or record do not matter.
    [InlineData("a: true", """{"a":true}""", true)]
    [InlineData("a: 'true'", """{"a":true}""", true)]
    [InlineData("a: true", """{"a":"True"}""", true)]
    [InlineData("a: true", """{"a":1}""", false)]
    [InlineData("a: false", "{}", false)]
    [InlineData("a: 5", """{"a":5}""", true)]
    [InlineData("a: 5", """{"a":"5"}""", true)]
    [InlineData("a: 5", """{"a":5.0}""", true)]
    [InlineData("a: '5'", """{"a":5}""", true)]
    [InlineData("a: '5'", """{"a":5.0}""", false)]
    [InlineData("a: 5", """{"a":"five"}""", false)]
    [InlineData("a|contains: 5", """{"a":151}""", true)]
    // Values ignore case, also beyond ASCII; a Kelvin sign is no K.
    [InlineData("a: ABC", """{"a":"abc"}""", true)]
    [InlineData("a|cased: ABC", """{"a":"abc"}""", false)]
    [InlineData("a: ÄÖ", """{"a":"äö"}""", true)]
    [InlineData("a: k", """{"a":"\u212a"}""", false)]
    [InlineData("a: 'é?e'", """{"a":"Éèe"}""", true)]
    [InlineData("a: x", """{"a":"\u0078"}""", true)]
    [InlineData("a: 'a\\b'", """{"a":"a\\b"}""", true)]
    // CloudTrail names are exact.
    [InlineData("eventname: x", """{"eventName":"x"}""", false)]
    public void Given_ScalarsAndCase_When_Tested_Then_OurReadingHolds(string selection, string json, bool expected) =>
        Assert.Equal(expected, Matches(selection, json));

    [Theory]
    // Azure and Microsoft 365 spell their names in any case.
    [InlineData("azure", "auditlogs", "OPERATIONNAME: x", """{"operationName":"x"}""")]
    [InlineData("azure", "auditlogs", "properties.message: Add user", """{"operationName":"Add user"}""")]
    [InlineData("azure", "auditlogs", "TargetResources.ModifiedProperties.DisplayName: d", """{"properties":{"targetResources":[{"modifiedProperties":[{"displayName":"d"}]}]}}""")]
    [InlineData("azure", "activitylogs", "operationName: MICROSOFT.X/WRITE", """{"operationName":{"value":"Microsoft.X/write"}}""")]
    [InlineData("azure", "signinlogs", "ResultType: 50057", """{"resultType":"50057"}""")]
    [InlineData("azure", "signinlogs", "DeviceDetail.trusttype: ''", """{"DeviceDetail":"{\"trustType\":\"\"}"}""")]
    [InlineData("azure", "riskdetection", "riskEventType: x", """{"properties":{"riskEventType":"x"}}""")]
    [InlineData("gcp", "gcp.audit", "gcp.audit.method_name|endswith: .delete", """{"protoPayload":{"methodName":"v1.compute.firewalls.delete"}}""")]
    [InlineData("gcp", "gcp.audit", "data.protoPayload.serviceName: s", """{"protoPayload":{"serviceName":"s"}}""")]
    [InlineData("gcp", "google_workspace.admin", "eventName: ADD", """{"protoPayload":{"metadata":{"event":[{"eventName":"ADD"}]}}}""")]
    [InlineData("m365", "audit", "Operation: x", """{"operation":"x"}""")]
    [InlineData("m365", "threat_management", "eventName: Alert", """{"Operation":"AlertTriggered","Name":"Alert"}""")]
    [InlineData("okta", "okta", "eventtype: x", """{"eventType":"x"}""")]
    [InlineData("github", "audit", "action: x", """{"action":"x"}""")]
    [InlineData("kubernetes", "audit", "objectRef.resource: secrets", """{"objectRef":{"resource":"secrets"}}""")]
    public void Given_RawShapeOfALog_When_ARuleWritesThePublicName_Then_ItIsFound(string product, string service, string selection, string json) =>
        Assert.True(MatchesDetection($"selection:\n{Indent(selection)}\ncondition: selection", json, product, service));

    [Theory]
    [InlineData("- hello", """{"a":{"b":"say HELLO"}}""", true)]
    [InlineData("- image-policy.k8s.io/break-glass", """{"labels":{"image-policy.k8s.io/break-glass":"true"}}""", true)]
    [InlineData("- '\"Effect\":\"Allow\"'", """{"p":"{\"Effect\":\"Allow\"}"}""", true)]
    [InlineData("- hello", """{"a":"hell"}""", false)]
    [InlineData("'|all':\n  - one\n  - two", """{"a":"one","b":"two"}""", true)]
    [InlineData("'|all':\n  - one\n  - two", """{"a":"one"}""", false)]
    public void Given_Keywords_When_Searched_Then_TheWholeRecordCounts(string selection, string json, bool expected) =>
        Assert.Equal(expected, Matches(selection, json));
}
