using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization;

public sealed class CatalogueCaseTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<CatalogueCase> Cases = CatalogueCase.All();

    private readonly Normalizer _normalizer = new(ApiCatalogue.Embedded);

    public static IEnumerable<TheoryDataRow<string>> Files() =>
        Cases.Select(static c => Path.GetFileName(c.File)).Distinct().Select(static f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Files))]
    public void Given_the_cases_of_a_service_When_normalized_Then_each_gives_what_it_says(string file)
    {
        var wrong = new List<string>();
        foreach (var item in Cases.Where(c => Path.GetFileName(c.File) == file))
        {
            var actual = Actual(_normalizer, item);
            if (actual != item.Gives)
            {
                wrong.Add($"{item.Label}\nexpected\n{item.Gives}\nactual\n{actual}\n");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>An API counts as a write when its entry says what changes and a case shows the change.</summary>
    [Fact]
    public void Given_all_cases_When_counted_Then_the_catalogue_is_as_wide_as_promised()
    {
        var writes = NormalizationStage.Catalogued.Where(static api => api.Changes && api.Service.EndsWith(".amazonaws.com", StringComparison.Ordinal)).Select(static api => (api.Service, Api: api.Action)).ToHashSet();
        var covered = Covered(_normalizer);
        covered.IntersectWith(writes);
        var services = covered.Select(static c => c.Service).Distinct().Count();
        var without = writes.Except(covered).Select(static w => $"{w.Service.Split('.')[0]}:{w.Api}").Order(StringComparer.Ordinal).ToArray();

        output.WriteLine($"{Cases.Count} cases; {covered.Count} write APIs of {services} services have one; {without.Length} further entries have none and do not count:");
        output.WriteLine(string.Join(' ', without));

        Assert.True(services >= 40, $"{services} services");
        Assert.True(covered.Count >= 300, $"{covered.Count} write APIs");
    }

    [Fact]
    public void Given_all_cases_When_normalized_Then_their_origin_is_told_and_their_API_is_known()
    {
        foreach (var item in Cases)
        {
            Assert.False(string.IsNullOrWhiteSpace(item.Origin), item.Label);
            Assert.True(_normalizer.Normalize(ReadRecord.Of(item.Record)).Known, item.Label);
        }
    }

    internal static string Actual(Normalizer normalizer, CatalogueCase item) =>
        string.Join('\n', ChangeText.Of(normalizer.Normalize(ReadRecord.Of(item.Record))));

    [Theory]
    [InlineData("s3.amazonaws.com", DataVerb.Read)]
    [InlineData("dynamodb.amazonaws.com", DataVerb.Read)]
    [InlineData("secretsmanager.amazonaws.com", DataVerb.Read)]
    [InlineData("ssm.amazonaws.com", DataVerb.Read)]
    [InlineData("kms.amazonaws.com", DataVerb.Decrypt)]
    [InlineData("lambda.amazonaws.com", DataVerb.Invoke)]
    [InlineData("sts.amazonaws.com", DataVerb.Assume)]
    [InlineData("bedrock.amazonaws.com", DataVerb.Invoke)]
    public void Given_a_service_that_holds_data_When_its_cases_are_normalized_Then_access_to_it_is_told(string service, DataVerb verb) =>
        Assert.Contains(Cases.Where(item => item.Source == service), item => _normalizer.Normalize(ReadRecord.Of(item.Record)).Data?.Verb == verb);

    /// <summary>Event source and API of the cases that give a change.</summary>
    internal static HashSet<(string Service, string Api)> Covered(Normalizer normalizer) =>
        [.. Cases.Select(item => (item.Source, Means: normalizer.Normalize(ReadRecord.Of(item.Record)))).Where(static c => !c.Means.Changes.IsEmpty).Select(static c => (c.Source, c.Means.Action.Split(':')[1]))];
}
