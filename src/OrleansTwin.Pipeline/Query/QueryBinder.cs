using System.Globalization;
using OrleansTwin.Pipeline.Query.Syntax;

namespace OrleansTwin.Pipeline.Query;

/// <summary>Binds a query as written to fields, and its values to their kinds; the first that does not fit is the problem.</summary>
internal sealed class QueryBinder
{
    private readonly QuerySource _source;
    private QueryProblem? _problem;
    private int _comparisons;

    private QueryBinder(QuerySource source) => _source = source;

    public static (QueryPlan? Plan, QueryProblem? Problem) Bind(QuerySyntax query)
    {
        if (QuerySources.Find(query.Source.Text) is not { } source)
        {
            return (null, new(query.Source.Position, query.Source.Length, $"there is no `{query.Source.Text}` to ask for", [.. QuerySources.All.Select(static source => source.Name)]));
        }

        var binder = new QueryBinder(source);
        var where = query.Where is null ? null : binder.Condition(query.Where);
        var counted = query.CountBy.Select(binder.Field).ToList();
        var order = query.Order.Select(ordered => (Bound: binder.Field(ordered.Field), ordered.Falling)).ToList();
        var limit = binder.Limit(query.Limit);
        if (binder._problem is { } problem)
        {
            return (null, problem);
        }

        if (order.Count == 0)
        {
            var field = source.Find(source.Order)!.Value;
            order.Add((field, field.Field.Kind == FieldKind.Time));
        }

        return (new(source, where, [.. counted.Select(static field => field!.Value)], [.. order.Select(static one => (one.Bound!.Value.Field, one.Bound.Value.Key, one.Falling))], limit), null);
    }

    private Condition? Condition(SyntaxNode node) => node switch
    {
        SyntaxNode.All all => Parts(all.Parts) is { } parts ? new Condition.All(parts) : null,
        SyntaxNode.Any any => Parts(any.Parts) is { } parts ? new Condition.Any(parts) : null,
        SyntaxNode.Not not => Condition(not.Part) is { } part ? new Condition.Not(part) : null,
        SyntaxNode.Is stated => Stated(stated),
        SyntaxNode.Compare compared => Compared(compared),
        _ => null,
    };

    private List<Condition>? Parts(IReadOnlyList<SyntaxNode> nodes)
    {
        var parts = nodes.Select(Condition).OfType<Condition>().ToList();
        return parts.Count == nodes.Count ? parts : null;
    }

    private Condition? Stated(SyntaxNode.Is stated)
    {
        if (Field(stated.Field) is not var (field, key))
        {
            return null;
        }

        Condition? condition = stated.What.Text.ToUpperInvariant() switch
        {
            "UNKNOWN" => new Condition.IsUnknown(field, key),
            "EMPTY" => new Condition.IsEmpty(field, key),
            _ => null,
        };
        if (condition is null)
        {
            return Wrong<Condition>(stated.What, $"a field is not `{stated.What.Text}`", ["unknown", "empty"]);
        }

        return stated.Negated ? new Condition.Not(condition) : condition;
    }

    private Condition? Compared(SyntaxNode.Compare compared)
    {
        if (++_comparisons > QueryBounds.ComparisonsMax)
        {
            return Wrong<Condition>(compared.Field, "too many comparisons", [$"at most {QueryBounds.ComparisonsMax}"]);
        }

        if (compared.Values.Count > QueryBounds.ValuesMax)
        {
            return Wrong<Condition>(compared.Values[QueryBounds.ValuesMax], "too many values", [$"at most {QueryBounds.ValuesMax}"]);
        }

        if (Field(compared.Field) is not var (field, key))
        {
            return null;
        }

        var ordered = field.Kind is not (FieldKind.Text or FieldKind.Flag);
        Func<Scalar, Scalar, bool>? fits = compared.Operator switch
        {
            QueryToken.Equal or QueryToken.NotEqual or QueryToken.In => static (one, other) => one.CompareTo(other) == 0,
            QueryToken.Less when ordered => static (one, other) => one.CompareTo(other) < 0,
            QueryToken.LessOrEqual when ordered => static (one, other) => one.CompareTo(other) <= 0,
            QueryToken.Greater when ordered => static (one, other) => one.CompareTo(other) > 0,
            QueryToken.GreaterOrEqual when ordered => static (one, other) => one.CompareTo(other) >= 0,
            QueryToken.Contains when field.Kind == FieldKind.Text => static (one, other) => one.Text.Contains(other.Text, StringComparison.OrdinalIgnoreCase),
            QueryToken.StartsWith when field.Kind == FieldKind.Text => static (one, other) => one.Text.StartsWith(other.Text, StringComparison.OrdinalIgnoreCase),
            QueryToken.EndsWith when field.Kind == FieldKind.Text => static (one, other) => one.Text.EndsWith(other.Text, StringComparison.OrdinalIgnoreCase),
            _ => null,
        };
        if (fits is null)
        {
            return Wrong<Condition>(
                compared.OperatorSpot,
                $"`{compared.OperatorSpot.Text}` says nothing of `{field.Name}`",
                ordered ? ["=", "!=", "<", "<=", ">", ">=", "in", "is"] : field.Kind == FieldKind.Flag ? ["=", "!=", "is"] : ["=", "!=", "contains", "startswith", "endswith", "in", "is"]);
        }

        var values = compared.Values.Select(value => Value(field, value)).OfType<Scalar>().ToList();
        if (values.Count < compared.Values.Count)
        {
            return null;
        }

        var some = new Condition.Some(field, key, values, fits);
        return compared.Operator == QueryToken.NotEqual ? new Condition.Not(some) : some;
    }

    private Scalar? Value(QueryField field, Spot value) => field.Kind switch
    {
        FieldKind.Text => new Scalar(value.Text),
        FieldKind.Number => double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Scalar.Of(number) : Not(value, "a number", ["a number"]),
        FieldKind.Time => Time(value.Text) is { } time ? Scalar.Of(time) : Not(value, "a time", ["a time as RFC 3339: 2024-01-01 or 2024-01-01T12:00:00Z"]),
        FieldKind.Flag => value.Text.ToUpperInvariant() switch { "TRUE" => Scalar.Of(true), "FALSE" => Scalar.Of(false), _ => Not(value, "true or false", ["true", "false"]) },
        FieldKind.Choice => field.Choose(value.Text) ?? Not(value, $"a value of `{field.Name}`", field.Words),
        _ => null,
    };

    private static DateTimeOffset? Time(string text) =>
        text.Length >= "2024-01-01".Length && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private Scalar? Not(Spot value, string what, IReadOnlyList<string> allowed)
    {
        _problem ??= new(value.Position, value.Length, $"`{value.Text}` is not {what}", allowed);
        return null;
    }

    private (QueryField Field, string Key)? Field(Spot name)
    {
        if (_source.Find(name.Text) is { } found)
        {
            return found;
        }

        _problem ??= new(name.Position, name.Length, $"`{_source.Name}` have no field `{name.Text}`", [.. _source.Fields.Select(static field => field.TakesKey ? field.Name + "KEY" : field.Name)]);
        return null;
    }

    private int Limit(Spot? limit)
    {
        if (limit is not { } given)
        {
            return QueryBounds.RowsOtherwise;
        }

        if (int.TryParse(given.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is >= 1 and <= QueryBounds.RowsMax)
        {
            return rows;
        }

        _problem ??= new(given.Position, given.Length, $"`{given.Text}` is no limit", [$"a whole number from 1 to {QueryBounds.RowsMax}"]);
        return 0;
    }

    private T? Wrong<T>(Spot at, string message, IReadOnlyList<string> allowed)
        where T : class
    {
        _problem ??= new(at.Position, at.Length, message, allowed);
        return null;
    }
}
