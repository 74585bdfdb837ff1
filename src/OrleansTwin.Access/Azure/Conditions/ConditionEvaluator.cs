using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>
/// Answers a condition of three values for one request. An attribute that is not known leaves a comparison open. An attribute known to be absent
/// makes a plain comparison No; what Azure answers to a negated one, or to "all of no values", is not documented and stays open.
/// </summary>
internal sealed class ConditionEvaluator(string action, AzureAttributes attributes, AzureLimits limits, EvaluationNotes notes)
{
    private static readonly AttributeReference SubOperation = new(AttributeSource.Request, AzureAttributes.SubOperation, false);
    private int _comparisons;

    public Truth Evaluate(AzureCondition? condition, string owner)
    {
        if (condition is null)
        {
            return Truth.Yes;
        }

        if (condition.Root is null)
        {
            notes.AddError($"{owner}: {condition.Problem}");
            return Truth.Unknown;
        }

        _comparisons = 0;
        return Evaluate(condition.Root);
    }

    private Truth Evaluate(ConditionNode node) => node switch
    {
        ConditionNode.All all => AllOf(all.Parts),
        ConditionNode.Any any => AnyOf(any.Parts),
        ConditionNode.Not not => Evaluate(not.Part).Not(),
        ConditionNode.ActionMatches matches => (matches.Patterns.Match(action) is not null).ToTruth(),
        ConditionNode.SubOperationMatches matches => SubOperationMatches(matches.Names),
        ConditionNode.Exists exists => Known(exists.Attribute) is var value && !value.IsKnown ? Truth.Unknown : (!value.IsAbsent).ToTruth(),
        ConditionNode.Compare compare => Compare(compare),
        _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
    };

    // Every part is asked only until one decides: what is not needed is not named as missing.
    private Truth AllOf(ImmutableArray<ConditionNode> parts)
    {
        var result = Truth.Yes;
        foreach (var part in parts)
        {
            result = result.And(Evaluate(part));
            if (result == Truth.No)
            {
                break;
            }
        }

        return result;
    }

    private Truth AnyOf(ImmutableArray<ConditionNode> parts)
    {
        var result = Truth.No;
        foreach (var part in parts)
        {
            result = result.Or(Evaluate(part));
            if (result == Truth.Yes)
            {
                break;
            }
        }

        return result;
    }

    private Truth SubOperationMatches(ImmutableArray<string> names)
    {
        var value = Known(SubOperation);
        return value.IsKnown ? value.Values.Any(v => names.Contains(v, StringComparer.OrdinalIgnoreCase)).ToTruth() : Truth.Unknown;
    }

    private Truth Compare(ConditionNode.Compare compare)
    {
        var (left, right) = (Side(compare.Left), Side(compare.Right));
        if (!left.IsKnown || !right.IsKnown)
        {
            return Truth.Unknown;
        }

        var asked = compare.Operator;
        if (left.IsAbsent || right.IsAbsent)
        {
            if (!asked.IsNegated && !asked.AllLeft && !asked.AllRight)
            {
                return Truth.No;
            }

            notes.AddCondition($"what `{asked.Name}` answers for an absent {(left.IsAbsent ? compare.Left : compare.Right).Attribute}");
            return Truth.Unknown;
        }

        if (!asked.IsCrossProduct && (left.Values.Length > 1 || right.Values.Length > 1))
        {
            notes.AddError($"`{asked.Name}` compares single values, but {(left.Values.Length > 1 ? compare.Left : compare.Right).Attribute} has several");
            return Truth.Unknown;
        }

        _comparisons += left.Values.Length * right.Values.Length;
        if (_comparisons > limits.ConditionComparisonsMax)
        {
            notes.AddError($"a condition compares more than {limits.ConditionComparisonsMax} pairs of values");
            return Truth.Unknown;
        }

        return Fold(left.Values, asked.AllLeft, l => Fold(right.Values, asked.AllRight, r => ConditionValues.Compare(asked, l, r, notes)));
    }

    private static Truth Fold(ImmutableArray<string> values, bool all, Func<string, Truth> ask)
    {
        var result = all ? Truth.Yes : Truth.No;
        foreach (var value in values)
        {
            result = all ? result.And(ask(value)) : result.Or(ask(value));
        }

        return result;
    }

    private AttributeValue Side(ConditionOperand operand) => operand.Attribute is { } attribute ? Known(attribute) : AttributeValue.Of(operand.Values);

    private AttributeValue Known(AttributeReference attribute)
    {
        var value = attributes.Find(attribute);
        if (!value.IsKnown)
        {
            notes.AddMissingKey(attribute.ToString());
        }

        return value;
    }
}
