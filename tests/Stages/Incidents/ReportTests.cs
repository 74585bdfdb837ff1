using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class ReportTests
{
    private static readonly EntityId Role = new("arn:aws:iam::111122223333:role/some");

    [Theory]
    [InlineData("console", IdentityKind.Person)]
    [InlineData("ci", IdentityKind.Pipeline)]
    [InlineData("instance", IdentityKind.Workload)]
    [InlineData("outside", IdentityKind.Vendor)]
    [InlineData("nothing", IdentityKind.Unknown)]
    [InlineData("mixed", IdentityKind.Unknown)]
    public void Given_HowAnIdentityIsUsed_When_Recognised_Then_TheKindWithReasonsOrAnHonestUnknown(string how, IdentityKind expected)
    {
        var profile = new IdentityProfile { Id = Role, Calls = 200, ActiveDays = 10, HoursOfDay = Enumerable.Range(0, 24).Select(static hour => hour is > 7 and < 18 ? 20L : 0).ToValueArray() };
        var recognised = RecognitionStage.Recognise(how switch
        {
            "console" => profile with { ConsoleSignIn = true, Mfa = true, Agents = ["Mozilla/5.0"] },
            "ci" => profile with { Federations = ["token.actions.githubusercontent.com|repo:acme/site:ref:refs/heads/main"], Agents = ["APN/1.0 HashiCorp/1.0 Terraform/1.7"], Writes = 150 },
            "instance" => profile with { Sessions = ["i-0123456789abcdef0"], HoursOfDay = Enumerable.Repeat(9L, 24).ToValueArray() },
            "outside" => profile with { OutsideAccounts = ["444455556666"], ExternalId = true },
            "mixed" => profile with { ConsoleSignIn = true, Sessions = ["i-0123456789abcdef0"] },
            _ => new() { Id = Role },
        });
        Assert.Equal(expected, recognised.Kind);
        Assert.NotEmpty(recognised.Why);
        Assert.NotEqual(Confidence.Proven, recognised.Confidence);
    }

    [Fact]
    public void Given_TheDemo_When_TheFirstReportIsWritten_Then_AllSectionsStandAndLinesCarryEvidence()
    {
        var answer = IncidentStage.Build(DemoWorld.World());
        var report = new FirstReport
        {
            From = DemoWorld.Start, To = DemoWorld.Start.AddHours(1), Events = DemoWorld.Events.Count, Accounts = [new("111122223333", ["desc-1"])], Regions = [new("eu-west-1", ["desc-1"])],
            Sources = [new() { Name = "CloudTrail", From = DemoWorld.Start, To = DemoWorld.Start.AddHours(1), Gaps = ["02:30–02:40"] }],
            Identities = [RecognitionStage.Recognise(new() { Id = DemoWorld.User, ConsoleSignIn = true, Evidence = ["desc-1"] }), RecognitionStage.Recognise(new() { Id = DemoWorld.Role })],
            Administrators = new([new(DemoWorld.Colleague, AdministratorStanding.ByEscalation, "it may pass a role to an instance", ["olga-1"])], [new("whether reporting can administer", [DemoWorld.Role.Value])], 2, 0),
            OutsideTrusts = null,
            Impacts = [.. DemoWorld.Impacts], Incidents = answer.Incidents, NotKnown = [new("the policies of role reporting", [DemoWorld.Role.Value])],
            CouldNotSee = [new("Reads of orders: no data events. To see it: an event selector", ["CloudTrail"])],
        };
        var sections = ReportSections.Of(report);
        Assert.All(sections, static section => Assert.All(section.Lines, static line => Assert.NotEmpty(line.Evidence)));
        Assert.StartsWith("Incident: dana's key from Tor read customers", sections[0].Lines[0].Text, StringComparison.Ordinal);
        var text = FirstReportMarkdown.Write(report);
        foreach (var title in new[] { "Ten things", "People", "Pipelines", "Workloads", "Vendors", "Administrators, direct", "Administrators by escalation", "Outside trusts", "What became exposed", "What is not known", "What could not be seen" })
        {
            Assert.Contains($"## {title}", text, StringComparison.Ordinal);
        }

        Assert.Contains("## Outside trusts\n\nNot worked out: nothing is said about it.", text, StringComparison.Ordinal);
        Assert.Contains("what stands behind ", text, StringComparison.Ordinal);
        Assert.Contains("gaps: 1, told under what could not be seen", text, StringComparison.Ordinal);
        Assert.Contains("None known at the end of the records. Of 2 users and roles 0 are known to be none; the others have policies that were not seen.", text, StringComparison.Ordinal);
        Assert.Contains("whether reporting can administer", text, StringComparison.Ordinal);
        Assert.Equal(text, FirstReportMarkdown.Write(report));
    }

    [Fact]
    public void Given_NothingRead_When_TheFirstReportIsWritten_Then_ItSaysSo() =>
        Assert.Contains("Nothing stands out in what could be seen.", FirstReportMarkdown.Write(new()), StringComparison.Ordinal);

    [Fact]
    public void Given_TheDemo_When_Reported_Then_MarkdownAndHtmlTellTheThirteenPoints()
    {
        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World()).Incidents);
        foreach (var text in new[] { IncidentMarkdown.Write(incident), IncidentHtml.Write(incident) })
        {
            foreach (var word in new[] { "AssociateIamInstanceProfile", "AuthorizeSecurityGroupIngress", "HeadObject", "GetItem", "tor-exit", "Next moves", "In reach", "Recommendations", "Outbound volume" })
            {
                Assert.Contains(word, text, StringComparison.Ordinal);
            }
        }
    }
}
