using OrleansTwin.Normalization.Mappings;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

public sealed class ShippedMappingTests(ITestOutputHelper output)
{
    public static IEnumerable<TheoryDataRow<string>> Names() => SourceMappings.Shipped.All.Select(static mapping => new TheoryDataRow<string>(mapping.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_a_shipped_mapping_When_its_test_records_are_read_Then_each_gives_what_it_says(string name)
    {
        var mapping = SourceMappings.Shipped.All.Single(mapping => mapping.Name == name);

        var wrong = MappingCases.Try(mapping).ToArray();

        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Select(one => $"{name}:{one.Line}: {one.Message}")));
    }

    [Fact]
    public void Given_the_shipped_mappings_When_counted_Then_the_sources_promised_are_there()
    {
        var names = SourceMappings.Shipped.All.Select(static mapping => mapping.Name).ToArray();
        output.WriteLine($"{names.Length} mappings, {SourceMappings.Shipped.All.Sum(static mapping => mapping.Cases.Length)} cases: {string.Join(' ', names)}");

        Assert.Superset(
            new HashSet<string> { "gcp-audit", "azure-activity", "entra-signin", "entra-audit", "m365-audit", "kubernetes-audit", "okta", "github", "google-workspace", "auth0", "gitlab", "snowflake", "duo", "salesforce", "slack" },
            names.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Given_a_users_file_with_a_case_that_fails_When_loaded_Then_there_are_no_mappings_and_the_problem_is_told_with_its_line()
    {
        const string File = """
            name: door
            when: {all: [badge, opened]}
            time: rec.opened
            action: "'open {rec.door}'"
            actor: {id: "'door:user:{rec.badge}'", type: =User}
            outcome: {of: rec.result, success: [ok], denied: [no]}
            cases:
            - record: '{"badge":"7","opened":"2026-03-01T10:00:00Z","door":"lab","result":"no"}'
              gives: {outcome: Success}
            """;

        var (mappings, problems) = SourceMappings.With([new("door.yml", File)]);

        Assert.Null(mappings);
        var problem = Assert.Single(problems);
        Assert.Equal((8, "`outcome` is `Denied`; the case says `Success`"), (problem.Line, problem.Message));
    }

    [Theory]
    [InlineData("name: x\ntime: rec.t\naction: rec.a\noutcome: {of: rec.o}", "`when` is missing")]
    [InlineData("name: x\nwhen: {all: [a]}\ntime: rec.t +\naction: rec.a\noutcome: {of: rec.o}", "expected nothing more")]
    [InlineData("name: x\nwhen: {all: [a]}\ntime: rec.t\naction: rec.a\noutcome: {of: rec.o}\ncolour: red", "`colour` is not known here")]
    [InlineData("name: x\nwhen: {all: [a]}\nvars: {svc: rec.a}\ntime: rec.t\naction: rec.a\noutcome: {of: rec.o}", "`svc` names a part of every record")]
    [InlineData("name: [", "")]
    [InlineData("- a", "expected a mapping")]
    public void Given_a_users_file_that_is_wrong_When_loaded_Then_the_problem_is_told(string file, string said)
    {
        var (mappings, problems) = SourceMappings.With([new("x.yml", file)]);

        Assert.Null(mappings);
        Assert.Contains(problems, problem => problem.Message.Contains(said, StringComparison.Ordinal) && problem.File == "x.yml");
    }
}
