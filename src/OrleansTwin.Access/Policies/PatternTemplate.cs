using System.Collections.Immutable;
using System.Text;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Policies;

/// <summary>
/// Text of a policy that may hold wildcards and, in version 2012-10-17, policy variables such as
/// <c>${aws:username}</c> or <c>${aws:username, 'nobody'}</c> (AWS: "IAM policy elements: Variables and tags").
/// A variable's value is always literal. <c>${*}</c>, <c>${?}</c> and <c>${$}</c> stand for the characters themselves.
/// </summary>
internal sealed class PatternTemplate
{
    private readonly ImmutableArray<TemplatePart> _parts;

    private PatternTemplate(Glob? fixedGlob, ImmutableArray<TemplatePart> parts)
    {
        Fixed = fixedGlob;
        _parts = parts;
    }

    /// <summary>The pattern, where it holds no variable.</summary>
    public Glob? Fixed { get; }

    public static PatternTemplate Compile(string text, bool variables, bool wildcards)
    {
        if (!variables || !text.Contains("${", StringComparison.Ordinal))
        {
            return new PatternTemplate(Glob.FromCompiled(wildcards ? Mark(text) : text), []);
        }

        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                literal.Append(wildcards ? Mark(text[at..]) : text[at..]);
                break;
            }

            literal.Append(wildcards ? Mark(text[at..open]) : text[at..open]);
            var inner = text[(open + 2)..close].Trim();
            if (inner is "*" or "?" or "$")
            {
                literal.Append(inner);
            }
            else
            {
                if (literal.Length > 0)
                {
                    parts.Add(new TemplatePart(literal.ToString(), null, null));
                    literal.Clear();
                }

                parts.Add(Variable(inner));
            }

            at = close + 1;
        }

        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart(literal.ToString(), null, null));
        }

        return parts.All(p => p.Variable is null)
            ? new PatternTemplate(Glob.FromCompiled(string.Concat(parts.Select(p => p.Literal))), [])
            : new PatternTemplate(null, parts.ToImmutable());
    }

    /// <summary>
    /// The pattern under this context: <see cref="Truth.No"/> where a variable has no value
    /// (then nothing equals it), <see cref="Truth.Unknown"/> where its value is not known.
    /// </summary>
    public Truth Resolve(RequestContext context, EvaluationNotes notes, out Glob glob)
    {
        if (Fixed is not null)
        {
            glob = Fixed;
            return Truth.Yes;
        }

        var text = new StringBuilder();
        var outcome = Truth.Yes;
        foreach (var part in _parts)
        {
            if (part.Literal is not null)
            {
                text.Append(part.Literal);
                continue;
            }

            var value = context.Find(part.Variable!);
            if (value.Knowledge == ContextKnowledge.Unknown)
            {
                notes.AddMissingKey(part.Variable!);
                outcome = outcome.And(Truth.Unknown);
            }
            else if (value.Knowledge == ContextKnowledge.Present && value.Values.Length == 1)
            {
                text.Append(value.Values[0]);
            }
            else if (part.Default is not null)
            {
                text.Append(part.Default);
            }
            else
            {
                outcome = Truth.No;
            }
        }

        glob = Glob.FromCompiled(text.ToString());
        return outcome;
    }

    private static TemplatePart Variable(string inner)
    {
        var comma = inner.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return new TemplatePart(null, inner, null);
        }

        var fallback = inner[(comma + 1)..].Trim();
        if (fallback.Length >= 2 && fallback[0] == '\'' && fallback[^1] == '\'')
        {
            fallback = fallback[1..^1];
        }

        return new TemplatePart(null, inner[..comma].Trim(), fallback);
    }

    private static string Mark(string text) => text.Replace('*', Glob.Any).Replace('?', Glob.One);
}
