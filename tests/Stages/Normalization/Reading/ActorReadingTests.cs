using OrleansTwin.Model.Events;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>Who acted. Shapes after "CloudTrail userIdentity element".</summary>
public sealed class ActorReadingTests
{
    [Theory]
    [InlineData("""{"type":"IAMUser","principalId":"AIDAX","arn":"arn:aws:iam::123456789012:user/team/ann","accountId":"123456789012","accessKeyId":"AKIAX","userName":"ann"}""", ActorType.IamUser, "arn:aws:iam::123456789012:user/team/ann")]
    [InlineData("""{"type":"IAMUser","accountId":"123456789012","userName":"ann"}""", ActorType.IamUser, "arn:aws:iam::123456789012:user/ann")]
    [InlineData("""{"type":"IAMUser","accountId":"123456789012","accessKeyId":"","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}""", ActorType.IamUser, "")]
    [InlineData("""{"type":"Root","principalId":"123456789012","arn":"arn:aws:iam::123456789012:root","accountId":"123456789012"}""", ActorType.Root, "arn:aws:iam::123456789012:root")]
    [InlineData("""{"type":"Root","arn":"arn:aws-cn:iam::123456789012:root"}""", ActorType.Root, "arn:aws-cn:iam::123456789012:root")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/Ops/ann","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::123456789012:role/path/Ops"}}}""", ActorType.AssumedRole, "arn:aws:iam::123456789012:role/path/Ops")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws-us-gov:sts::123456789012:assumed-role/Ops/i-0abc"}""", ActorType.AssumedRole, "arn:aws-us-gov:iam::123456789012:role/Ops")]
    [InlineData("""{"type":"FederatedUser","arn":"arn:aws:sts::123456789012:federated-user/bob","sessionContext":{"sessionIssuer":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/ann"}}}""", ActorType.FederatedUser, "arn:aws:sts::123456789012:federated-user/bob")]
    [InlineData("""{"type":"AWSAccount","principalId":"AIDAY","accountId":"999999999999"}""", ActorType.AwsAccount, "aws:account:999999999999")]
    [InlineData("""{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}""", ActorType.AwsService, "aws:service:ec2.amazonaws.com")]
    [InlineData("""{"accountId":"123456789012","invokedBy":"ec2.amazonaws.com"}""", ActorType.Unknown, "aws:service:ec2.amazonaws.com")]
    [InlineData("""{"type":"IdentityCenterUser","accountId":"123456789012","onBehalfOf":{"userId":"u-1","identityStoreArn":"arn:aws:identitystore::123456789012:identitystore/d-1"}}""", ActorType.IdentityCenterUser, "arn:aws:identitystore:::user/u-1")]
    [InlineData("""{"type":"WebIdentityUser","principalId":"accounts.google.com:aud:sub","userName":"sub","identityProvider":"accounts.google.com"}""", ActorType.WebIdentityUser, "accounts.google.com:aud:sub")]
    [InlineData("""{"type":"SAMLUser","principalId":"x:ann@example.com","userName":"ann@example.com","identityProvider":"https://idp"}""", ActorType.SamlUser, "x:ann@example.com")]
    [InlineData("""{"type":"Directory","principalId":"d-1:u","accountId":"123456789012"}""", ActorType.Directory, "d-1:u")]
    [InlineData("""{"type":"Unknown","accountId":"123456789012"}""", ActorType.Unknown, "")]
    [InlineData("""{"type":"SomethingNew","arn":"arn:aws:iam::123456789012:user/ann"}""", ActorType.Unknown, "arn:aws:iam::123456789012:user/ann")]
    [InlineData("""{}""", ActorType.Unknown, "")]
    public void Given_Identity_When_Read_Then_TypeAndPrincipal(string identity, ActorType type, string id)
    {
        var actor = Read(identity);

        Assert.Equal((type, id), (actor.Type, actor.Id));
    }

    [Fact]
    public void Given_RoleSession_When_Read_Then_AllItsLinks()
    {
        var actor = Read("""
            {"type":"AssumedRole","principalId":"AROAX:i-0abc","arn":"arn:aws:sts::123456789012:assumed-role/Ops/i-0abc","accountId":"123456789012","accessKeyId":"ASIAX","invokedBy":"athena.amazonaws.com",
             "inScopeOf":{"issuerType":"AWS::Lambda::Function","credentialsIssuedTo":"arn:aws:lambda:eu-west-1:123456789012:function:f"},"onBehalfOf":{"userId":"u-1"},
             "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAX","arn":"arn:aws:iam::123456789012:role/Ops","accountId":"123456789012","userName":"Ops"},
               "webIdFederationData":{"federatedProvider":"arn:aws:iam::123456789012:oidc-provider/token.example.com","attributes":{"token.example.com:aud":"sts","token.example.com:sub":"repo:x"}},
               "attributes":{"creationDate":"2024-01-01T00:00:00Z","mfaAuthenticated":"false"},"sourceIdentity":"ann","ec2RoleDelivery":"2.0","signInSessionArn":"arn:aws:signin:s"}}
            """);

        Assert.Equal(
            new Actor
            {
                Type = ActorType.AssumedRole,
                Id = "arn:aws:iam::123456789012:role/Ops",
                Arn = "arn:aws:sts::123456789012:assumed-role/Ops/i-0abc",
                Account = "123456789012",
                Name = "Ops",
                Session = "i-0abc",
                Issuer = "arn:aws:iam::123456789012:role/Ops",
                Credential = "ASIAX",
                SourceIdentity = "ann",
                Mfa = false,
                InvokedBy = "athena.amazonaws.com",
                OnBehalfOf = "u-1",
                UniqueId = "AROAX:i-0abc",
                SessionStarted = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
                InScopeOf = "arn:aws:lambda:eu-west-1:123456789012:function:f",
                SignInSession = "arn:aws:signin:s",
                Federation = "arn:aws:iam::123456789012:oidc-provider/token.example.com|repo:x",
                RoleDelivery = "2.0",
            },
            actor);
        Assert.True(actor.ViaService);
    }

    [Fact]
    public void Given_RoleArnOnly_When_Read_Then_NameAndSessionFromIt()
    {
        var actor = Read("""{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/Ops/ann@example.com"}""");

        Assert.Equal(("Ops", "ann@example.com", "123456789012", null), (actor.Name, actor.Session, actor.Account, actor.Issuer));
        Assert.Null(actor.Mfa);
    }

    [Fact]
    public void Given_HiddenName_When_Read_Then_NobodysName() =>
        Assert.Null(Read("""{"type":"IAMUser","userName":"HIDDEN_DUE_TO_SECURITY_REASONS","accountId":"1"}""").Name);

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("No", false)]
    [InlineData("", null)]
    public void Given_SignIn_When_MfaIsToldBeside_Then_ActorHasIt(string used, bool? expected)
    {
        var read = CloudTrailReaderTests.Read(CloudTrailReaderTests.Record($$"""
            "eventType":"AwsConsoleSignIn","userIdentity":{"type":"Root","accountId":"123456789012"},"additionalEventData":{"MFAUsed":"{{used}}"}
            """));

        Assert.Equal(expected, read.Actor.Mfa);
    }

    [Theory]
    [InlineData("""{"type":7,"arn":["x"],"sessionContext":"none"}""")]
    [InlineData("""{"sessionContext":{"attributes":[],"sessionIssuer":null}}""")]
    public void Given_OddShapes_When_Read_Then_Unknown(string identity) => Assert.Equal(ActorType.Unknown, Read(identity).Type);

    private static Actor Read(string identity) => CloudTrailReaderTests.Read(CloudTrailReaderTests.Record($"\"userIdentity\":{identity}")).Actor;
}
