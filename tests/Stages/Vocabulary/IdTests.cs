using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.Stages.Vocabulary;

public sealed class IdTests
{
    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/path/to/app", "iam", "111122223333", "role", "path/to/app")]
    [InlineData("arn:aws-cn:s3:::bucket", "s3", "", "", "bucket")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:name:alias", "lambda", "111122223333", "function", "name:alias")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:queue", "sqs", "111122223333", "", "queue")]
    public void Given_AnArn_When_Parsed_Then_ItsPartsAreThere(string text, string service, string account, string type, string name)
    {
        Assert.True(Arn.TryParse(text, out var arn));
        Assert.Equal((service, account, type, name, text), (arn.Service, arn.Account, arn.ResourceType, arn.ResourceName, arn.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("arn:aws:iam::1")]
    [InlineData("arn:other:iam::1:role/a")]
    [InlineData("arn:aws:iam::1:")]
    [InlineData("arn:aws:iam::1:role/a\nb")]
    public void Given_NoArn_When_Parsed_Then_ItIsRefused(string? text) => Assert.False(Arn.TryParse(text, out _));

    [Fact]
    public void Given_AzureIdsInAnyCase_When_Parsed_Then_TheyAreOne()
    {
        Assert.True(AzureResourceId.TryParse("/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Network/networkSecurityGroups/Nsg/securityRules/R", out var one));
        Assert.True(AzureResourceId.TryParse("/SUBSCRIPTIONS/s1/RESOURCEGROUPS/rg/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG/SECURITYRULES/r/", out var other));
        Assert.Equal(one, other);
        Assert.Equal(("s1", "rg", "microsoft.network/networksecuritygroups/securityrules", "r"), (one.Subscription, one.ResourceGroup, one.Type, one.Name));
    }

    [Theory]
    [InlineData("arn:aws:iam::1:user/a", EntityKind.Identity)]
    [InlineData("arn:aws:iam::1:root", EntityKind.Identity)]
    [InlineData("arn:aws:iam::1:policy/a", EntityKind.Resource)]
    [InlineData("aws:access-key:AKIA1", EntityKind.Credential)]
    [InlineData("ip:203.0.113.1", EntityKind.Address)]
    [InlineData("aws:account:1", EntityKind.Account)]
    public void Given_AnId_When_AskedItsKind_Then_TheIdAloneTells(string id, EntityKind kind) => Assert.Equal(kind, new EntityId(id).Kind);

    [Fact]
    public void Given_AnEntityOfElsewhere_When_KeyedInAShard_Then_ItIsAFacet()
    {
        var shard = new ShardId("default", Cloud.Aws, "111122223333");
        Assert.Equal(shard, ShardId.Parse(shard.ToString()));
        Assert.EndsWith("@111122223333", shard.KeyOf(new("arn:aws:iam::999988887777:role/a")), StringComparison.Ordinal);
        Assert.EndsWith("role/a", shard.KeyOf(new("arn:aws:iam::111122223333:role/a")), StringComparison.Ordinal);
    }
}
