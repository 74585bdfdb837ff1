using CsCheck;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Query;

namespace OrleansTwin.Tests.Stages.Pipeline.Query;

/// <summary>The query language: what it finds, what it does not know, and how it says what it did not understand.</summary>
public sealed class QueryTests
{
    private static readonly EntityView[] Estate =
    [
        Entity("arn:aws:s3:::logs", "AWS::S3::Bucket", Exposure.None, complete: true, tags: [new("env", "prod"), new("cost center", "17")], config: """{"versioning":"Enabled","rules":["a","b"]}"""),
        Entity("arn:aws:s3:::site", "AWS::S3::Bucket", Exposure.Internet, complete: false),
        Entity("arn:aws:iam::111122223333:role/app", "AWS::IAM::Role", Exposure.Unknown, complete: true, tags: [new("env", "dev")], version: 7),
        Entity("arn:aws:iam::111122223333:role/old", "AWS::IAM::Role", Exposure.Internal, complete: true, state: EntityLife.Deleted),
    ];

    [Theory]
    [InlineData("entities", "logs,site,role/app,role/old")]
    [InlineData("entities where type = AWS::S3::Bucket", "logs,site")]
    [InlineData("entities where type = aws::s3::bucket", "logs,site")]
    [InlineData("entities where id endswith app or id endswith logs", "logs,role/app")]
    [InlineData("entities where not (type contains bucket or state = deleted)", "role/app")]
    [InlineData("entities where type contains bucket or state = deleted and version > 0", "logs,site,role/old")]
    [InlineData("entities where exposure >= internal", "site,role/old")]
    [InlineData("entities where exposure in (internet, internal)", "site,role/old")]
    [InlineData("entities where exposure not in (internet, none)", "role/old")]
    [InlineData("entities where exposure is unknown", "role/app")]
    [InlineData("entities where tags.env = prod", "logs")]
    [InlineData("entities where tags.\"cost center\" = 17", "logs")]
    [InlineData("entities where tags.env is empty", "role/old")]
    [InlineData("entities where tags.env is unknown", "site")]
    [InlineData("entities where config.rules = b", "logs")]
    [InlineData("entities where relation.runsAs endswith role/app", "logs,site,role/app,role/old")]
    [InlineData("entities where version != 1 order by id desc", "role/app")]
    [InlineData("entities where state = active order by version desc, id desc limit 2", "role/app,site")]
    [InlineData("entities where firstSeen >= 2026-01-01T00:00:00Z and complete = true and kind = resource", "logs")]
    public void Given_Query_When_Run_Then_RowsThatFitInOrder(string query, string expected) =>
        Assert.Equal(expected.Split(','), Run(query).Rows.Cast<EntityView>().OrderBy(row => query.Contains("order by", StringComparison.Ordinal) ? 0 : Array.IndexOf(Estate, row)).Select(static row => Short(row.Id)));

    [Fact]
    public void Given_WhatIsNotKnown_When_Asked_Then_CountedAsUndecidedAndNotShown()
    {
        var (yes, no) = (Run("entities where tags.env = prod"), Run("entities where tags.env != prod"));
        Assert.Equal((1, 1), (yes.Total, yes.Undecided));
        Assert.Equal((2, 1), (no.Total, no.Undecided));
    }

    [Fact]
    public void Given_CountBy_When_Run_Then_GroupsByValueGreatestFirst()
    {
        var found = Run("entities count by type, tags.env");
        Assert.Empty(found.Rows);
        Assert.Equal(["AWS::IAM::Role|dev|1", "AWS::IAM::Role||1", "AWS::S3::Bucket|prod|1", "AWS::S3::Bucket|?|1"],
            found.Groups.Select(static group => $"{string.Join('|', group.Values.Select(static value => value ?? "?"))}|{group.Count}").OrderBy(static text => text.StartsWith("AWS::IAM", StringComparison.Ordinal) ? 0 : 1).ThenByDescending(static text => text.Contains("dev", StringComparison.Ordinal) || text.Contains("prod", StringComparison.Ordinal)));
    }

    [Fact]
    public void Given_MoreGroupsThanAreKept_When_Counted_Then_WhatIsInNoneIsTold()
    {
        var signals = Enumerable.Range(0, QueryBounds.GroupsMax + 3).Select(number => Of(Severity.Low) with { Id = $"sig-{number}" });
        var found = QueryStage.Run(QueryParser.Parse("signals count by id limit 5").Plan!, signals, CancellationToken.None);
        Assert.Equal((QueryBounds.GroupsMax, 3, 5), (found.Total, found.NotCounted, found.Groups.Count));
    }

    [Theory]
    [InlineData("", 0, "what to ask for")]
    [InlineData("things", 0, "entities")]
    [InlineData("entities where", 14, "field")]
    [InlineData("entities where nam = x", 15, "name")]
    [InlineData("entities where exposure = wide", 26, "internet")]
    [InlineData("entities where version > many", 25, "a number")]
    [InlineData("entities where firstSeen > yesterday", 27, "a time as RFC 3339: 2024-01-01 or 2024-01-01T12:00:00Z")]
    [InlineData("entities where name > x", 20, "contains")]
    [InlineData("entities where complete contains t", 24, "=")]
    [InlineData("entities where (name = x", 24, "`)`")]
    [InlineData("entities where name = \"x", 22, "a closing \"")]
    [InlineData("entities where name = x y", 24, "`limit`")]
    [InlineData("entities limit 0", 15, "a whole number from 1 to 500")]
    [InlineData("entities where name is odd", 23, "unknown")]
    [InlineData("entities where name ! x", 20, "`!=`")]
    [InlineData("entities order by size", 18, "id")]
    public void Given_WhatIsNotUnderstood_When_Parsed_Then_PlaceAndWhatIsAllowed(string query, int position, string allowed)
    {
        var (plan, problem) = QueryParser.Parse(query);
        Assert.Null(plan);
        Assert.Equal(position, problem!.Position);
        Assert.Contains(allowed, problem.Allowed);
    }

    [Theory]
    [InlineData(33, "(")]
    [InlineData(33, "not ")]
    [InlineData(900, "(")]
    public void Given_DepthPastTheBound_When_Parsed_Then_Problem(int times, string opening) =>
        Assert.Contains("too many brackets", QueryParser.Parse("entities where " + string.Concat(Enumerable.Repeat(opening, times)) + "name = x").Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Given_AnyText_When_Parsed_Then_APlanOrAProblemInsideTheText() =>
        Gen.OneOf(Gen.Const("entities"), Gen.Const("where"), Gen.Const("name"), Gen.Const("="), Gen.Const("!="), Gen.Const("("), Gen.Const(")"), Gen.Const(","), Gen.Const("and"), Gen.Const("or"), Gen.Const("not"), Gen.Const("in"), Gen.Const("is"), Gen.Const("unknown"), Gen.Const("\"a b\""), Gen.Const("\""), Gen.Const("count"), Gen.Const("by"), Gen.Const("order"), Gen.Const("limit"), Gen.Const("5"), Gen.Const("tags.x"), Gen.Const("\u202e"), Gen.Const("'"), Gen.Const("severity"), Gen.Const(">"), Gen.Const("high"))
            .List[0, 14].Select(static words => string.Join(' ', words)).Sample(static text =>
            {
                var (plan, problem) = QueryParser.Parse(text);
                Assert.True(plan is null != problem is null);
                Assert.True(problem is null || (problem.Position >= 0 && problem.Position + problem.Length <= text.Length && problem.Message.Length > 0), text);
            });

    [Fact]
    public void Given_RandomConditions_When_Negated_Then_RowsFitOneOrTheOtherOrNeither() =>
        Gen.OneOf(Gen.Const("exposure >= internal"), Gen.Const("tags.env = prod"), Gen.Const("type contains role"), Gen.Const("state = active"), Gen.Const("version > 2"), Gen.Const("tags.env is unknown"), Gen.Const("complete = true")).List[1, 4].Sample(static parts =>
        {
            var condition = string.Join(" or ", parts.Chunk(2).Select(static pair => string.Join(" and ", pair)));
            var (yes, no) = (Run($"entities where {condition}"), Run($"entities where not ({condition})"));
            Assert.Equal(yes.Undecided, no.Undecided);
            Assert.Equal(Estate.Length, yes.Total + no.Total + yes.Undecided);
        });

    [Fact]
    public void Given_AllFields_When_Described_Then_NamedOnceEachWithHelpAndChoicesHaveWords()
    {
        foreach (var source in QuerySources.All)
        {
            Assert.Equal(source.Fields.Count, source.Fields.Select(static field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(source.Fields, static field => Assert.True(field.Help.Length > 0 && field.Words.Count > 0 == (field.Kind == FieldKind.Choice)));
            Assert.NotNull(source.Find(source.Order));
        }
    }

    [Fact]
    public void Given_Signals_When_OrderedBySeverity_Then_ByRankNotByWord()
    {
        Signal[] signals = [.. new[] { Severity.Low, Severity.Critical, Severity.Info, Severity.High }.Select(Of)];
        var plan = QueryParser.Parse("signals where severity > info order by severity desc").Plan!;
        Assert.Equal([Severity.Critical, Severity.High, Severity.Low], QueryStage.Run(plan, signals, CancellationToken.None).Rows.Cast<Signal>().Select(static signal => signal.Severity));
    }

    private static QueryResult Run(string query)
    {
        var (plan, problem) = QueryParser.Parse(query);
        Assert.True(plan is not null, problem?.Message);
        return QueryStage.Run(plan, Estate, CancellationToken.None);
    }

    private static string Short(EntityId id) => id.Value[(id.Value.LastIndexOf(':') + 1)..];

    private static Signal Of(Severity severity) => new()
    {
        Id = $"sig-{severity}",
        Time = DateTimeOffset.UnixEpoch,
        Rule = "r",
        Title = "t",
        Kind = SignalKind.Behavior,
        Dimension = SignalDimension.Identity,
        Severity = severity,
        Explanation = new("text", "dimension", "observed", "expected", "window"),
    };

    private static EntityView Entity(string id, string type, Exposure exposure, bool complete, EntityLife state = EntityLife.Active, int version = 1, KeyValuePair<string, string>[]? tags = null, string config = "{}") => new()
    {
        Id = new(id),
        Type = type,
        Kind = new EntityId(id).Kind,
        Exposure = exposure,
        State = state,
        Version = version,
        FirstSeen = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        Tags = (tags ?? []).ToValueArray(),
        Relations = [new(RelationKind.RunsAs, new("arn:aws:iam::111122223333:role/app"), KnowledgeBasis.Write, "e1")],
        Knowledge = new(KnowledgeBasis.Write, null, complete, [], []),
        Config = config,
    };
}
