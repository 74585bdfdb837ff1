using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Policies;

/// <summary>A statement ready for evaluation. Actions were matched before by the policy's index.</summary>
internal sealed class CompiledStatement
{
    private readonly ImmutableArray<Glob> _actions;
    private readonly ImmutableArray<ArnPattern> _resources;
    private readonly ImmutableArray<CompiledCondition> _conditions;

    public CompiledStatement(PolicyStatement source, bool variables)
    {
        Source = source;
        IsAllow = source.Effect == PolicyEffect.Allow;
        _actions = [.. source.Actions.Select(a => Glob.Parse(a.ToLowerInvariant()))];
        _resources = [.. source.Resources.Select(r => ArnPattern.Compile(r, variables))];
        _conditions = [.. source.Conditions.Select(c => CompiledCondition.Compile(c, variables))];
    }

    public PolicyStatement Source { get; }

    public bool IsAllow { get; }

    public ImmutableArray<Glob> Actions => _actions;

    public bool MatchesAction(string actionLower)
    {
        foreach (var action in _actions)
        {
            if (action.IsMatch(actionLower))
            {
                return !Source.IsNotAction;
            }
        }

        return Source.IsNotAction;
    }

    /// <summary>The literal beginnings of the resource patterns; an empty one stands for any resource.</summary>
    public HashSet<string> ResourcePrefixes()
    {
        if (Source.IsNotResource || Source.Resources.IsEmpty)
        {
            return [""];
        }

        return [.. Source.Resources.Select(r =>
        {
            var open = r.AsSpan().IndexOfAny('*', '?', '$');
            return open < 0 ? r : r[..open];
        })];
    }

    /// <summary>Resource and conditions. A statement without Resource (a trust policy) speaks of its own resource.</summary>
    public Truth Evaluate(string resource, string? resourcePattern, RequestContext context, EvaluationNotes notes)
    {
        var outcome = _resources.IsEmpty && !Source.IsNotResource
            ? Truth.Yes
            : MatchResource(resource, resourcePattern, context, notes);
        if (outcome == Truth.No || _conditions.IsEmpty)
        {
            return outcome;
        }

        foreach (var condition in _conditions)
        {
            var one = condition.Evaluate(context, notes);
            if (one == Truth.No)
            {
                return Truth.No;
            }

            if (one == Truth.Unknown)
            {
                notes.AddCondition(condition.Text);
            }

            outcome = outcome.And(one);
        }

        return outcome;
    }

    private Truth MatchResource(string resource, string? resourcePattern, RequestContext context, EvaluationNotes notes)
    {
        var any = Truth.No;
        foreach (var pattern in _resources)
        {
            any = any.Or(resourcePattern is null
                ? pattern.Match(resource, context, notes)
                : pattern.Relate(resourcePattern, context, notes));
            if (any == Truth.Yes)
            {
                break;
            }
        }

        if (!Source.IsNotResource || any == Truth.Yes)
        {
            return Source.IsNotResource ? Truth.No : any;
        }

        // "All but what this variable names" says nothing where the variable has no value, if the rest would fit.
        foreach (var pattern in _resources)
        {
            if (resourcePattern is null && pattern.FitsUpToMissingVariable(resource, context))
            {
                return Truth.No;
            }
        }

        return any.Not();
    }
}
