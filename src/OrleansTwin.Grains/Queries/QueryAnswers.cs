using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Output;
using OrleansTwin.Pipeline.Query;

namespace OrleansTwin.Grains.Queries;

/// <summary>Queries over the live view: its rows by what is asked for, and answers as lines of the result files.</summary>
internal static class QueryAnswers
{
    public static ValueArray<QueryFieldView> Fields { get; } = QuerySources.All
        .SelectMany(static source => source.Fields.Select(field => new QueryFieldView(source.Name, field.Name, Choices.Word(field.Kind), field.Help, field.Words.ToValueArray()))).ToValueArray();

    public static QueryAnswer Trouble(QueryProblem problem) =>
        new() { Trouble = new(problem.Position, problem.Length, problem.Message, problem.Allowed.ToValueArray()) };

    public static QueryAnswer Of(QueryPlan plan, LiveView view, CancellationToken cancellationToken)
    {
        var found = QueryStage.Run(plan, RowsOf(plan.Source.Name, view), cancellationToken);
        return new()
        {
            Stamp = view.Stamp,
            Source = plan.Source.Name,
            Rows = found.Rows.Select(Line).ToValueArray(),
            CountBy = plan.CountBy.Select(static by => by.Field.Name + by.Key).ToValueArray(),
            Counts = found.Groups.Select(static group => new QueryCount(group.Values.ToValueArray(), group.Count)).ToValueArray(),
            Total = found.Total,
            Undecided = found.Undecided,
            NotCounted = found.NotCounted,
        };
    }

    private static IEnumerable<object> RowsOf(string source, LiveView view) => source switch
    {
        "entities" => view.Entities,
        "events" => view.Settled.Events.Values.OrderBy(static record => record.Order),
        "signals" => view.Settled.Signals,
        "alerts" => view.Settled.Answer.Alerts,
        "incidents" => view.Settled.Answer.Incidents,
        "changes" => view.Latest,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "no rows are known of it"),
    };

    private static string Line(object row) => row switch
    {
        EntityView entity => ResultFolder.EntityLine(entity),
        EventRecord record => TwinJson.Line(record with { Position = null }),
        _ => TwinJson.Line(row),
    };
}
