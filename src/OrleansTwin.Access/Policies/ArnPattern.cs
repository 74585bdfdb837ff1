using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Policies;

/// <summary>
/// A resource or ARN pattern. An ARN has six parts divided by colons; a wildcard stays within its part, and in the
/// last part given it reaches over further colons (AWS: "IAM JSON policy elements: Resource", wildcards in ARNs).
/// </summary>
internal sealed class ArnPattern
{
    private const int PartsMax = 6;
    private readonly ImmutableArray<PatternTemplate> _parts;
    private readonly bool _all;

    private ArnPattern(string text, ImmutableArray<PatternTemplate> parts)
    {
        Text = text;
        _parts = parts;
        _all = parts is [{ Fixed.MatchesAll: true }];
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    public bool MatchesAll => _all;

    public static ArnPattern Compile(string text, bool variables)
    {
        var parts = ImmutableArray.CreateBuilder<PatternTemplate>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length && parts.Count < PartsMax - 1; i++)
        {
            if (variables && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                depth++;
            }
            else if (text[i] == '}' && depth > 0)
            {
                depth--;
            }
            else if (text[i] == ':' && depth == 0)
            {
                parts.Add(PatternTemplate.Compile(text[start..i], variables, wildcards: true));
                start = i + 1;
            }
        }

        parts.Add(PatternTemplate.Compile(text[start..], variables, wildcards: true));
        return new ArnPattern(text, parts.ToImmutable());
    }

    /// <summary>Do the parts agree until one whose policy variable has no value?</summary>
    public bool FitsUpToMissingVariable(string resource, RequestContext context)
    {
        ReadOnlySpan<char> rest = resource;
        var notes = new EvaluationNotes();
        foreach (var template in _parts)
        {
            var colon = rest.IndexOf(':');
            var part = colon < 0 ? rest : rest[..colon];
            rest = colon < 0 ? default : rest[(colon + 1)..];
            switch (template.Resolve(context, notes, out var glob))
            {
                case Truth.No:
                    return true;
                case Truth.Yes when !glob.IsMatch(part):
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>Does this concrete ARN (or other resource name) lie within the pattern?</summary>
    public Truth Match(string resource, RequestContext context, EvaluationNotes notes)
    {
        if (_all)
        {
            return Truth.Yes;
        }

        ReadOnlySpan<char> rest = resource;
        var outcome = Truth.Yes;
        for (var i = 0; i < _parts.Length; i++)
        {
            var part = rest;
            if (i < _parts.Length - 1)
            {
                var colon = rest.IndexOf(':');
                if (colon < 0)
                {
                    return Truth.No;
                }

                part = rest[..colon];
                rest = rest[(colon + 1)..];
            }

            var resolved = _parts[i].Resolve(context, notes, out var glob);
            if (resolved == Truth.No || (resolved == Truth.Yes && !glob.IsMatch(part)))
            {
                return Truth.No;
            }

            outcome = outcome.And(resolved);
        }

        return outcome;
    }

    /// <summary>The same for a question about every resource of a pattern (its stars are <see cref="Glob.Any"/>).</summary>
    public Truth Relate(string askedCompiled, RequestContext context, EvaluationNotes notes)
    {
        if (_all)
        {
            return Truth.Yes;
        }

        if (askedCompiled.AsSpan().TrimStart(Glob.Any).IsEmpty)
        {
            notes.AddCondition($"resource like {Text}");
            return Truth.Unknown;
        }

        var rest = askedCompiled;
        var outcome = Truth.Yes;
        for (var i = 0; i < _parts.Length; i++)
        {
            var part = rest;
            if (i < _parts.Length - 1)
            {
                var colon = rest.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0)
                {
                    return Truth.No;
                }

                part = rest[..colon];
                rest = rest[(colon + 1)..];
            }

            var resolved = _parts[i].Resolve(context, notes, out var glob);
            var relation = resolved == Truth.Yes ? GlobComparison.Compare(glob.Compiled, part) : GlobRelation.Overlaps;
            if (resolved == Truth.No || relation == GlobRelation.Disjoint)
            {
                return Truth.No;
            }

            if (relation == GlobRelation.Overlaps)
            {
                outcome = Truth.Unknown;
            }
        }

        if (outcome == Truth.Unknown)
        {
            notes.AddCondition($"resource like {Text}");
        }

        return outcome;
    }
}
