using System.Globalization;
using OrleansTwin.Normalization;
using OrleansTwin.Tests.Stages.Architecture;

namespace OrleansTwin.Tests.Stages.Documentation;

/// <summary>Numbers the README states are those the code counts.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Given_TheCatalogue_When_Counted_Then_TheReadmeSaysSo()
    {
        var entries = NormalizationStage.Catalogued.ToList();
        var said = string.Create(CultureInfo.InvariantCulture, $"{entries.Count} AWS APIs, {entries.Count(static entry => entry.Writes)} with changes");
        Assert.Contains(said, File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }
}
