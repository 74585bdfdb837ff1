using System.Text.Json;
using OrleansTwin.Access.Google;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Google;

public sealed class GoogleRoleTests
{
    [Fact]
    public void Given_TheBundledRoles_When_ComparedWithTheListOfPredefinedOnes_Then_EachExists()
    {
        using var unzipped = new System.IO.Compression.GZipStream(File.OpenRead(AccessFixtures.DataFile("ref/gcp_predefined_roles.json.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var listed = JsonDocument.Parse(unzipped);
        var names = listed.RootElement.EnumerateArray().Select(static r => r.GetProperty("name").GetString()).ToHashSet();
        Assert.Equal(10, GoogleRoleCatalogue.Bundled.Names.Count);
        Assert.All(GoogleRoleCatalogue.Bundled.Names, n => Assert.Contains(n, names));
    }

    [Fact]
    public void Given_TheBundledRoles_When_Read_Then_EachPermissionHasItsThreePartsAndStandsOnce() =>
        Assert.All(GoogleRoleCatalogue.Bundled.Names, static n => Assert.All(GoogleRoleCatalogue.Bundled.Find(n)!.Permissions, static p => Assert.Equal(3, p.Split('.').Length)));
}
