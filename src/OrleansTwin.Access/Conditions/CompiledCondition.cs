using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Conditions;

/// <summary>One operator with its key and values. Evaluation is three-valued.</summary>
internal sealed class CompiledCondition
{
    private readonly ConditionOperation _operation;
    private readonly string _key;
    private readonly ImmutableArray<ValueComparison> _values;

    private CompiledCondition(ConditionOperation operation, ConditionClause clause, ImmutableArray<ValueComparison> values)
    {
        _operation = operation;
        _key = clause.Key;
        _values = values;
        Text = clause.ToString();
    }

    /// <summary>The condition in the words of the policy.</summary>
    public string Text { get; }

    public static CompiledCondition Compile(ConditionClause clause, bool variables)
    {
        if (!ConditionOperation.TryParse(clause.OperatorName, out var operation))
        {
            throw new ArgumentException($"operator `{clause.OperatorName}` passed the reader", nameof(clause));
        }

        return new CompiledCondition(
            operation, clause, [.. clause.Values.Select(v => ValueComparison.Compile(operation, v, variables, clause.Place))]);
    }

    public Truth Evaluate(RequestContext context, EvaluationNotes notes)
    {
        var value = context.Find(_key);
        if (value.Knowledge == ContextKnowledge.Unknown)
        {
            notes.AddMissingKey(_key);
            return Truth.Unknown;
        }

        var present = value.Knowledge == ContextKnowledge.Present && !(value.Values.IsEmpty && _operation.Set == SetQualifier.None);
        if (_operation.Family == ConditionFamily.Null)
        {
            return EvaluateNull(value.Knowledge == ContextKnowledge.Present, notes);
        }

        if (!present || value.Values.IsEmpty)
        {
            return WhenAbsent();
        }

        return _operation.Set switch
        {
            SetQualifier.ForAllValues => All(value.Values, context, notes),
            SetQualifier.ForAnyValue => AnyOf(value.Values, context, notes),
            // Without a set operator a key of several values matches if one of them does; negated, if none does.
            SetQualifier.None => _operation.Negated
                ? All(value.Values, context, notes)
                : AnyOf(value.Values, context, notes),
            _ => throw new InvalidOperationException($"set qualifier {_operation.Set}"),
        };
    }

    /// <summary>No value: ForAllValues holds, ForAnyValue does not, IfExists and negated operators hold, others not.</summary>
    private Truth WhenAbsent() => _operation.Set switch
    {
        SetQualifier.ForAllValues => Truth.Yes,
        SetQualifier.ForAnyValue => _operation.IfExists.ToTruth(),
        SetQualifier.None => (_operation.IfExists || _operation.Negated).ToTruth(),
        _ => throw new InvalidOperationException($"set qualifier {_operation.Set}"),
    };

    private Truth EvaluateNull(bool present, EvaluationNotes notes)
    {
        var outcome = Truth.No;
        foreach (var value in _values)
        {
            outcome = outcome.Or(value.Compare(present ? "false" : "true", RequestContext.CompleteEmpty, notes));
        }

        return outcome;
    }

    private Truth All(ImmutableArray<string> values, RequestContext context, EvaluationNotes notes)
    {
        var outcome = Truth.Yes;
        foreach (var value in values)
        {
            outcome = outcome.And(One(value, context, notes));
        }

        return outcome;
    }

    private Truth AnyOf(ImmutableArray<string> values, RequestContext context, EvaluationNotes notes)
    {
        var outcome = Truth.No;
        foreach (var value in values)
        {
            outcome = outcome.Or(One(value, context, notes));
        }

        return outcome;
    }

    /// <summary>One context value against all policy values; negated means that none of them matches.</summary>
    private Truth One(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        var outcome = Truth.No;
        foreach (var value in _values)
        {
            var one = value.Compare(contextValue, context, notes);
            if (one == Truth.Yes)
            {
                outcome = Truth.Yes;
                break;
            }

            outcome = outcome.Or(one);
        }

        return _operation.Negated ? outcome.Not() : outcome;
    }
}
