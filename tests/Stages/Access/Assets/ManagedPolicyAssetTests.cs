using System.IO.Compression;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Assets;

public sealed class ManagedPolicyAssetTests
{
    [Fact]
    public void Given_the_bundled_asset_When_each_policy_is_compiled_Then_none_fails()
    {
        var catalogue = ManagedPolicyCatalogue.Bundled;
        Assert.True(catalogue.Count > 1_500);
        foreach (var key in catalogue.Arns)
        {
            Assert.NotNull(catalogue.Find("arn:aws:iam::aws:policy/" + key));
        }

        Assert.Null(catalogue.Find("arn:aws:iam::aws:policy/NoSuchPolicy"));
        Assert.NotNull(catalogue.Find("arn:aws-us-gov:iam::aws:policy/AdministratorAccess"));
    }

    private const string Supplement = """{"arn:aws:iam::aws:policy/AdministratorAccess":{"document":{}},"arn:aws:iam::aws:policy/PowerUserAccess":{"document":{}}}""";

    [Fact]
    public void Given_the_source_data_When_the_asset_is_written_again_Then_it_holds_the_same_policies()
    {
        using var file = new GZipStream(File.OpenRead(AccessFixtures.DataFile("ref/aws_managed_policies.json.gz")), CompressionMode.Decompress);
        using var source = JsonDocument.Parse(file);
        using var made = new MemoryStream();
        using var supplement = JsonDocument.Parse(Supplement);
        ManagedPolicyCatalogue.Write(made, source.RootElement, supplement.RootElement);
        made.Position = 0;
        var again = ManagedPolicyCatalogue.Read(made);
        Assert.Equal(ManagedPolicyCatalogue.Bundled.Arns.Order(StringComparer.Ordinal), again.Arns.Order(StringComparer.Ordinal));
    }
}
