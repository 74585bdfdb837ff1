using System.Globalization;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Tests.Stages.Architecture;
using OrleansTwin.Tests.Stages.Normalization;

namespace OrleansTwin.Tests.Stages.Documentation;

/// <summary>Numbers the README states are those the code counts.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Given_TheCatalogue_When_Counted_Then_TheReadmeSaysSo()
    {
        var entries = NormalizationStage.Catalogued.Where(static api => api.Service.EndsWith(".amazonaws.com", StringComparison.Ordinal)).ToList();
        var shown = CatalogueCaseTests.Covered(new(ApiCatalogue.Embedded)).Intersect(entries.Where(static entry => entry.Changes).Select(static entry => (entry.Service, entry.Action))).ToList();
        var said = string.Create(CultureInfo.InvariantCulture, $"{entries.Count} AWS APIs, {entries.Count(static entry => entry.Changes)} with changes; {shown.Count} of them, of {shown.Select(static api => api.Service).Distinct().Count()} event sources, with a case");
        Assert.Contains(said, File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }
}
