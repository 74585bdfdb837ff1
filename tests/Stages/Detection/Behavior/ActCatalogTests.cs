using System.Text.Json;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class ActCatalogTests
{
    [Fact]
    public void Given_TheShippedCatalogue_When_ItsTechniquesAreLookedUp_Then_TheyExistAndFitTheTactic()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("ref/attack_cloud_techniques.json")));
        var known = reference.RootElement.EnumerateArray().ToDictionary(
            static technique => technique.GetProperty("id").GetString()!,
            static technique => technique.GetProperty("tactics").EnumerateArray().Select(static tactic => tactic.GetString()!).ToHashSet());

        Assert.True(ActCatalog.Default.Acts.Length > 20);
        Assert.Empty(ActCatalog.Default.Acts.Where(act => !known.TryGetValue(act.Technique, out var tactics) || !tactics.Contains(act.Tactic)));
    }

    [Fact]
    public void Given_ExactNamesAndPrefixes_When_Asked_Then_TheExactOneThenTheLongestPrefixAnswers()
    {
        var catalog = ActCatalog.Load("version: 1\nacts:\n- {technique: A, tactic: x, actions: ['s:*']}\n- {technique: B, tactic: x, actions: ['s:Put*']}\n- {technique: C, tactic: x, actions: ['s:PutIt']}").Catalog!;

        Assert.Equal(["C", "B", "A", null], new[] { "s:PutIt", "s:PutOther", "s:Get", "t:Get" }.Select(action => catalog.Of(action)?.Technique));
    }

    [Theory]
    [InlineData("version: 2\nacts: []", "version")]
    [InlineData("version: 1\nacts:\n- {technique: A, tactic: x, actions: ['s:A', 's:A']}", "acts[A]")]
    [InlineData("version: 1\nacts:\n- {technique: A, actions: ['s:A']}", "acts")]
    [InlineData("version: [", "line 1")]
    public void Given_ABrokenFile_When_Loaded_Then_ItsPlaceIsTold(string text, string place)
    {
        var (catalog, problems) = ActCatalog.Load(text);

        Assert.Null(catalog);
        Assert.Contains(problems, problem => problem.Where.StartsWith(place, StringComparison.Ordinal));
    }
}
