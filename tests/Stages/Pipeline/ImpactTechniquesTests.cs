using System.Text.Json;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Pipeline;
using OrleansTwin.Tests.Stages.Detection.Sigma;

namespace OrleansTwin.Tests.Stages.Pipeline;

public sealed class ImpactTechniquesTests
{
    [Fact]
    public void Given_EveryFinding_When_Asked_Then_ItsTechniqueStandsInAttackAndServesTheTactic()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("ref/attack_cloud_techniques.json")));
        var attack = reference.RootElement.EnumerateArray().ToDictionary(
            static technique => technique.GetProperty("id").GetString()!,
            static technique => technique.GetProperty("tactics").EnumerateArray().Select(static tactic => tactic.GetString()!).ToList());
        foreach (var meaning in Enum.GetValues<FindingKind>().Select(ImpactTechniques.Default.Of).OfType<TechniqueMeaning>())
        {
            Assert.Contains(meaning.Tactic, attack[meaning.Technique]);
        }
    }
}
