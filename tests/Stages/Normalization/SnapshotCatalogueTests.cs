using System.Globalization;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>What a described thing says, entry by entry; an entry counts only with a case.</summary>
public sealed class SnapshotCatalogueTests
{
    private const string Source = "snapshot.lists";

    [Fact]
    public void Given_the_cases_of_lists_When_normalized_Then_each_gives_what_it_says_and_each_entry_has_one()
    {
        var normalizer = new Normalizer(ApiCatalogue.Embedded);
        var cases = CatalogueCase.All("snapshot");
        var wrong = cases.Select(item => (item, Actual: CatalogueCaseTests.Actual(normalizer, item)))
            .Where(static pair => pair.Actual != pair.item.Gives)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.item.Label}\nexpected\n{pair.item.Gives}\nactual\n{pair.Actual}\n")).ToList();
        var entries = NormalizationStage.Catalogued.Where(static api => api.Service == Source).Select(static api => api.Action).ToHashSet(StringComparer.Ordinal);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(entries.Order(StringComparer.Ordinal), cases.Select(static item => item.Api).Order(StringComparer.Ordinal));
    }
}
