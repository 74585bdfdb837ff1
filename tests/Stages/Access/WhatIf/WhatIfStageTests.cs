using CsCheck;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.WhatIf;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.WhatIf.SmallEstate;

namespace OrleansTwin.Tests.Stages.Access.WhatIf;

public sealed class WhatIfStageTests
{
    private const string Associate = """{"eventID":"e-1","eventSource":"ec2.amazonaws.com","eventName":"AssociateIamInstanceProfile","eventTime":"2024-05-01T10:00:00Z","awsRegion":"eu-west-1","recipientAccountId":"111122223333","userIdentity":{"arn":"arn:aws:iam::111122223333:user/dave"},"requestParameters":{"AssociateIamInstanceProfileRequest":{"IamInstanceProfile":{"Name":"app-admin"},"InstanceId":"i-1"}}}""";
    private const string Ssh = """{"eventID":"e-2","eventSource":"ec2.amazonaws.com","eventName":"AuthorizeSecurityGroupIngress","eventTime":"2024-05-01T10:01:00Z","awsRegion":"eu-west-1","recipientAccountId":"111122223333","userIdentity":{"arn":"arn:aws:iam::111122223333:user/dave"},"requestParameters":{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}}""";

    [Fact]
    public void Given_AnInstanceProfileOverAJewel_When_Asked_Then_TheInstanceGainsWhatTheRoleMay()
    {
        var answer = Ask(Associate);

        Assert.Contains(FindingKind.DataAccess, answer.Findings);
        Assert.Contains(FindingKind.CrownJewelAccess, answer.Findings);
        Assert.Equal((Severity.High, Certainty.Certain, "e-1"), (answer.Severity >= Severity.High ? Severity.High : answer.Severity, answer.Certainty, answer.Change));
        var read = Assert.Single(answer.Gained, static g => g.Can == "read");
        Assert.Equal((Instance, Table, GainCertainty.Always), (read.Who.Value, read.What, read.Certainty));
        Assert.Equal([Iam + "role/app-admin", "all-tables #1"], read.Via);
        Assert.Empty(answer.Lost);
        Assert.Empty(answer.NotDecidable);
    }

    [Fact]
    public void Given_SshOpenedToTheWorld_When_Asked_Then_ItIsExposedAndNoPathOpensWithoutARole()
    {
        var answer = Ask(Ssh);

        Assert.Equal([FindingKind.InternetExposed], answer.Findings);
        Assert.Equal(Severity.High, answer.Severity);
        Assert.Equal("connect tcp/22", Assert.Single(answer.Gained).Can);
        Assert.Empty(answer.PathsOpened);
    }

    [Fact]
    public void Given_BothChangesTogether_When_Asked_Then_ThePathFromTheInternetToTheJewelOpensAndItIsCritical()
    {
        var answer = Ask($"[{Associate},{Ssh}]");

        var path = Assert.Single(answer.PathsOpened, static p => p.StartsWith("anyone on the internet", StringComparison.Ordinal));
        Assert.Equal("anyone on the internet → tcp/22 by sg-1 → i-1 → its role → app-admin → read through all-tables #1 → customers, a crown jewel", path);
        Assert.Equal(Severity.Critical, answer.Severity);
    }

    [Fact]
    public void Given_AChangeAndItsReverse_When_AskedOneAfterTheOther_Then_WhatOneGivesTheOtherTakes()
    {
        var change = ChangeReader.Read($"[{Associate},{Ssh}]");
        var forth = WhatIfStage.Of(AttackGraphStage.Of(World()), change, out var changed);
        var back = WhatIfStage.Of(AttackGraphStage.Of(changed), ChangeReader.Read("""{"securityGroup":"sg-1","protocol":"tcp","port":22,"cidr":"0.0.0.0/0","remove":true}"""), out _);

        Assert.NotEmpty(forth.PathsOpened);
        Assert.Equal(forth.PathsOpened.Where(static p => p.Contains("internet", StringComparison.Ordinal)), back.PathsClosed);
        Assert.Equal(Severity.Info, back.Severity);
        Assert.StartsWith("it lowers risk", back.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ACutStep_When_Asked_Then_ThePathsOverItClose()
    {
        WhatIfStage.Of(AttackGraphStage.Of(World()), ChangeReader.Read($"[{Associate},{Ssh}]"), out var open);

        var answer = WhatIfStage.Of(open, ChangeReader.Read($$$$$$"""{"cut":{"from":"{{{{{{Instance}}}}}}","to":"{{{{{{Iam}}}}}}role/app-admin"}}"""));

        Assert.Contains(answer.PathsClosed, static p => p.StartsWith("anyone on the internet", StringComparison.Ordinal));
        Assert.Empty(answer.PathsOpened);
        Assert.Empty(answer.Gained);
    }

    [Fact]
    public void Given_APolicyForAUser_When_Asked_Then_AdministratorIsFoundAndABoundaryTakesItAway()
    {
        const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        var admin = Ask($$$$$$"""{"policy":"identity","on":"{{{{{{Iam}}}}}}user/ann","name":"all","document":{{{{{{All}}}}}}}""");
        var bounded = Ask($$$$$$"""[{"policy":"boundary","on":"{{{{{{Iam}}}}}}user/ann","name":"b","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}},{"policy":"identity","on":"{{{{{{Iam}}}}}}user/ann","name":"all","document":{{{{{{All}}}}}}}]""");

        Assert.Contains(FindingKind.AdminPrivileges, admin.Findings);
        Assert.Contains(admin.Gained, static g => g.Can == "administer");
        Assert.DoesNotContain(FindingKind.AdminPrivileges, bounded.Findings);
        Assert.Equal(["read"], bounded.Gained.Select(static g => g.Can));
    }

    [Fact]
    public void Given_APolicyThatLeadsToAdministrator_When_Asked_Then_TheEscalationIsNamed()
    {
        var answer = Ask($$$$$$"""{"policy":"identity","on":"{{{{{{Iam}}}}}}user/ann","name":"self","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"*"}]}}""");

        Assert.Contains(FindingKind.PrivilegeEscalation, answer.Findings);
        Assert.Equal(Severity.High, answer.Severity);
        Assert.Contains(answer.Reasons, static r => r.Contains("iam-007", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_AServiceControlPolicy_When_Asked_Then_WhatItDeniesIsLost()
    {
        var answer = Ask("""{"policy":"scp","on":"*","name":"no-s3","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}}""");

        var lost = Assert.Single(answer.Lost);
        Assert.Equal((Iam + "user/bob", "read", Bucket), (lost.Who.Value, lost.Can, lost.What));
        Assert.Equal(Severity.Info, answer.Severity);
    }

    [Fact]
    public void Given_APublicBucketPolicy_When_BlockPublicAccessRestrictsIt_Then_NothingIsExposed()
    {
        const string Public = """{"policy":"resource","on":"arn:aws:s3:::data","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}]}}""";
        (string, string)[] blocked = [($"{Account}/s3/get-public-access-block/data.json", """{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}}""")];
        var open = Ask(Public);

        Assert.Contains(FindingKind.InternetExposed, open.Findings);
        var restricted = SnapshotWith(blocked, """{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::data/*\"}]}"}""");
        Assert.Equal(-1, restricted.Steps.IndexOf(AttackNodes.Internet));
        var lifted = WhatIfStage.Of(restricted, ChangeReader.Read("""{"eventID":"e-3","eventSource":"s3.amazonaws.com","eventName":"DeleteBucketPublicAccessBlock","eventTime":"2024-05-01T10:00:00Z","recipientAccountId":"111122223333","requestParameters":{"bucketName":"data"}}"""), out _);
        Assert.Contains(FindingKind.InternetExposed, lifted.Findings);
    }

    /// <summary>Whatever is only denied gives nobody anything: no gain, no path, no finding, for administrators too.</summary>
    [Fact]
    public void Given_RandomDenials_When_PutOnEverybody_Then_NothingIsGained()
    {
        var graph = AttackGraphStage.Of(WhatIfStage.Applied(World(), ChangeReader.Read(
            $$$"""[{{{Associate}}},{{{Ssh}}},{"policy":"identity","on":"{{{Iam}}}user/ann","name":"all","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}},{"policy":"identity","on":"{{{Iam}}}user/bob","name":"iam","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}}]"""), out _));
        Gen.Select(
            Pick.Of("*", "s3:*", "dynamodb:GetItem", "iam:*", "iam:Put*", "sts:AssumeRole", "ec2:*", "kms:*").Array[1, 3], Gen.Bool, Pick.Of("*", "arn:aws:s3:::data/*", "arn:aws:iam::*:role/*", Table),
            Pick.Of("", ""","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}""", ""","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}"""), Pick.Of("scp", "identity"))
        .Sample((actions, negated, resource, condition, kind) =>
        {
            var statement = $$"""{"Effect":"Deny","{{(negated ? "NotAction" : "Action")}}":[{{string.Join(',', actions.Select(static a => $"\"{a}\""))}}],"Resource":"{{resource}}"{{condition}}}""";
            var target = kind == "scp" ? "*" : Iam + "user/ann";
            var answer = WhatIfStage.Of(graph, ChangeReader.Read($$$"""{"policy":"{{{kind}}}","on":"{{{target}}}","name":"deny","document":{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"""), out _);
            Assert.Empty(answer.Gained);
            Assert.Empty(answer.PathsOpened);
            Assert.Empty(answer.Findings);
        }, iter: 150);
    }

    [Theory]
    [InlineData("""{"eventID":"e","eventSource":"ec2.amazonaws.com","eventName":"AttachVolume","recipientAccountId":"111122223333","requestParameters":{}}""")]
    [InlineData("""{"eventID":"e","eventSource":"iam.amazonaws.com","eventName":"AttachUserPolicy","recipientAccountId":"111122223333","requestParameters":{"userName":"nobody","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}}""")]
    [InlineData("""{"eventID":"e","eventSource":"iam.amazonaws.com","eventName":"PutUserPolicy","recipientAccountId":"111122223333","requestParameters":{"userName":"ann","policyName":"p","policyDocument":"{"}}""")]
    public void Given_WhatIsNotModelledOrNotKnown_When_Asked_Then_ItIsNotDecidableAndNamed(string change)
    {
        var answer = Ask(change);

        Assert.Equal(Certainty.NotDecidable, answer.Certainty);
        Assert.NotEmpty(answer.NotDecidable);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"cut":{}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""")]
    public void Given_AFileOfNoKnownKind_When_Read_Then_ItIsAProblemAndNoException(string text) => Assert.NotEmpty(ChangeReader.Read(text).Problems);

    [Fact]
    public void Given_ChangesInAnyOrder_When_DrawnFromTheDrawingBefore_Then_ItIsWhatADrawingAnewGives()
    {
        string[] changes =
        [
            Associate, Ssh, $$$$$$"""{"policy":"identity","on":"{{{{{{Iam}}}}}}user/ann","name":"self","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:PutUserPolicy","dynamodb:*"],"Resource":"*"}]}}""",
            """{"policy":"scp","on":"*","name":"no-s3","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}}""",
            """{"policy":"resource","on":"arn:aws:s3:::data","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}]}}""",
        ];
        Gen.Int[0, changes.Length - 1].Array[1, 6].Sample(order =>
        {
            var graph = AttackGraphStage.Of(World());
            foreach (var index in order)
            {
                var world = WhatIfStage.Applied(graph.World, ChangeReader.Read(changes[index]), out _);
                graph = AttackGraphStage.Of(world, graph);
            }

            var anew = AttackGraphStage.Of(graph.World);
            Assert.Equal(Edges(anew), Edges(graph));
            Assert.Equal(anew.Undecided.AsSpan(), graph.Undecided.AsSpan());
        }, iter: 40);
    }

    private static IEnumerable<OrleansTwin.Access.Paths.PathEdge> Edges(AttackGraph graph) => Enumerable.Range(0, graph.Steps.EdgeCount).Select(graph.Steps.Edge);

    private static AttackGraph SnapshotWith((string Path, string Json)[] more, string bucketPolicy) => AttackGraphStage.Of(World([.. more, ($"{Account}/s3-get-bucket-policy/data.json", bucketPolicy)]));

    private static WhatIfAnswer Ask(string change) => WhatIfStage.Of(World(), ChangeReader.Read(change));
}
