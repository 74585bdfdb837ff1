using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

public sealed class CloudCatalogueTests(ITestOutputHelper output)
{
    private readonly Normalizer _normalizer = new(ApiCatalogue.Embedded);

    [Theory]
    [InlineData("gcp", 250)]
    [InlineData("azure", 250)]
    public void Given_the_cases_of_a_cloud_When_normalized_Then_each_gives_what_it_says_and_the_catalogue_is_as_wide_as_promised(string cloud, int least)
    {
        var cases = CloudCase.All(cloud);
        var wrong = new List<string>();
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in cases)
        {
            var means = _normalizer.Normalize(one.Event());
            var actual = string.Join('\n', ChangeText.Of(means));
            if (actual != one.Gives || !means.Known)
            {
                wrong.Add($"{one.Label}{(means.Known ? string.Empty : " (not known)")}\nexpected\n{one.Gives}\nactual\n{actual}\n");
            }
            else
            {
                held.Add(means.Action);
            }
        }

        var marker = cloud == "gcp" ? ".googleapis.com" : "microsoft.";
        var entries = NormalizationStage.Catalogued.Where(api => api.Service.Contains(marker, StringComparison.Ordinal) && api.Service != "microsoft.any")
            .Select(api => $"{(cloud == "gcp" ? api.Service.Split('.')[0] : api.Service)}:{api.Action}").ToHashSet(StringComparer.Ordinal);
        var without = entries.Except(held).Order(StringComparer.Ordinal).ToArray();
        output.WriteLine($"{cloud}: {cases.Count} cases; {held.Count} operations of {held.Select(static key => key.Split(':')[0]).Distinct().Count()} services have one; {without.Length} of {entries.Count} entries have none and do not count: {string.Join(' ', without)}");

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join('\n', wrong.Take(25))}");
        Assert.True(held.Count >= least, $"{held.Count} operations have a case");
        Assert.All(cases, static one => Assert.NotEmpty(one.Origin));
    }
}
