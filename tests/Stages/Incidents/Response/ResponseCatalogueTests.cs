using System.Text.RegularExpressions;
using System.Xml;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Model.Changes;
using OrleansTwin.Tests.Stages.Architecture;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>The data files of response by themselves.</summary>
public sealed partial class ResponseCatalogueTests
{
    private static readonly string[] AlwaysThere = ["id", "name", "region", "preparedAt"];
    private static readonly string[] Destroying = ["delete", "remove", "terminate", "purge", "destroy"];

    [Fact]
    public void Given_TheCatalogue_When_Read_Then_TwelveSixAndSixWithIdsOfTheirOwnAndACaseEach()
    {
        Assert.Equal([("aws", 12), ("azure", 6), ("gcp", 6)], ResponseCatalogue.All.GroupBy(static action => action.Cloud).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key, group.Count())));
        Assert.Equal(24, ResponseCatalogue.All.Select(static action => action.Id).Distinct().Count());
        Assert.Equal(ResponseCatalogue.All.Select(static action => action.Id).Order(StringComparer.Ordinal), ResponseCase.All.Select(static one => one.Action).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_EveryAction_When_Read_Then_EachPlaceHasASourceAndEachClaimAPage()
    {
        foreach (var action in ResponseCatalogue.All)
        {
            var known = AlwaysThere.Concat(action.Places.Keys).ToHashSet(StringComparer.Ordinal);
            var texts = action.Variants.SelectMany(static variant => variant.Command.Concat(variant.Rollback)).Concat(action.Files.Select(static file => file.Json.ToJsonString())).Append(action.Title);
            Assert.All(texts.SelectMany(static text => Places().Matches(text)).Select(static match => match.Groups[1].Value), place => Assert.True(known.Contains(place), $"{action.Id}: {place}"));
            Assert.All(action.Values.Keys.Concat(action.Only.Keys), place => Assert.Contains(place, action.Places.Keys));
            Assert.NotEmpty(action.Remains);
            Assert.All(action.Remains, static one => Assert.True(one.Source.Length >= 10 && (one.Lives is null || XmlConvert.ToTimeSpan(one.Lives) >= TimeSpan.Zero)));
            Assert.True(action.Rollback is not null || action.Lost is { Length: > 0 }, action.Id);
            Assert.True(action.Proof.WithinMinutes > action.Proof.GraceMinutes && action.Proof.GraceMinutes >= 0, action.Id);
            var kinds = action.Needs.SelectMany(static need => new[] { need.Relation, need.LacksRelation }).Append(action.Each?.Relation)
                .Concat(action.Places.Values.SelectMany(static sources => sources).Where(static source => source.StartsWith("relation:", StringComparison.Ordinal) || source.StartsWith("incoming:", StringComparison.Ordinal)).Select(static source => source.Split(':')[1])).OfType<string>();
            Assert.All(kinds, kind => Assert.True(Enum.TryParse<RelationKind>(kind, true, out _), $"{action.Id}: {kind}"));
        }
    }

    [Fact]
    public void Given_AnActionThatDestroys_When_Read_Then_ItSaysWhyNothingCanBeDisabledInstead()
    {
        foreach (var action in ResponseCatalogue.All)
        {
            var destroys = action.Variants.Any(static variant => variant.Command.Any(static word => Destroying.Any(verb => word.StartsWith(verb, StringComparison.Ordinal)) || word.StartsWith("detach-", StringComparison.Ordinal)));
            Assert.True(destroys == action.NoDisable is { Length: > 0 }, action.Id);
        }
    }

    [Fact]
    public void Given_EveryProof_When_LookedUp_Then_TheCatalogueOfLogsKnowsTheCall()
    {
        // Directory audit names its activities in words; no catalogue lists them.
        foreach (var action in ResponseCatalogue.All.Where(static action => action.Service != "Core Directory"))
        {
            var folder = Path.Combine(Repository.Root, "src", "OrleansTwin.Normalization", "Catalogue", action.Cloud);
            var files = Directory.GetFiles(folder, "*.yml").Select(File.ReadAllText).Where(text => text.Contains(action.Service, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.NotEmpty(files);
            foreach (var operation in (action.Proof.Operations ?? []).Concat(action.Variants.Select(static variant => variant.Operation)))
            {
                // Azure names provider and type, Google package and version before the method.
                var word = operation.TrimEnd('*').Replace(action.Service + "/", string.Empty, StringComparison.OrdinalIgnoreCase);
                word = action.Cloud == "gcp" ? string.Join('.', word.Split('.')[^(word.Contains("iam.admin", StringComparison.Ordinal) || !word.Contains('.', StringComparison.Ordinal) ? 1 : 2)..]) : word;
                Assert.True(files.Exists(text => text.Contains(word + ":", StringComparison.OrdinalIgnoreCase) || text.Contains(word + ",", StringComparison.OrdinalIgnoreCase)), $"{action.Id}: {operation}");
            }
        }
    }

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Places();
}
