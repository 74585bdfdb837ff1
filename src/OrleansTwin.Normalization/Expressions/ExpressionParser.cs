using System.Globalization;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>
/// Reads the expression language of the catalogue (README, "Expressions") by recursive descent:
/// <c>or</c> under <c>and</c> under <c>not</c> under comparison under <c>??</c> under call, path, text and number.
/// </summary>
internal sealed class ExpressionParser(string text, Func<string, Ids.EntityType?> types, IEnumerable<string> variables)
{
    private static readonly Dictionary<string, RecordPart> Parts = new(StringComparer.Ordinal)
    {
        ["req"] = RecordPart.Request,
        ["res"] = RecordPart.Response,
        ["add"] = RecordPart.Additional,
        ["svc"] = RecordPart.Details,
        ["rsc"] = RecordPart.Resources,
        ["rec"] = RecordPart.Record,
    };

    private readonly HashSet<string> _variables = new(variables, StringComparer.Ordinal);
    private int _at;

    /// <summary>Variables that can be seen here and, after a guarded item was read, those of its iterations.</summary>
    public IReadOnlyCollection<string> Variables => _variables;

    /// <summary>An expression with nothing behind it.</summary>
    public Expr Whole() => Ended(Or());

    /// <summary>Text in which braces hold expressions, as used for element keys.</summary>
    public Expr Template() => TemplateOf(text);

    /// <summary><c>expression [for x in list, …] [if condition]</c>.</summary>
    public Guarded<Expr> GuardedValue() => Guard(static parser => parser.Or());

    /// <summary><c>type(expression, …) [?? type(…)] [for …] [if …]</c>.</summary>
    public Guarded<RefExpr> GuardedRef() => Guard(static parser => parser.Ref());

    /// <summary><c>name</c> or <c>name[key template]</c>, <c>[for …] [if …]</c>.</summary>
    public Guarded<AttributeName> GuardedName() => Guard(static parser => parser.AttributeName());

    private Guarded<T> Guard<T>(Func<ExpressionParser, T> head)
    {
        // Variables are declared behind the head: read the iterations first, then the head.
        var start = _at;
        var split = Keyword("for");
        var iterations = new List<Iteration>();
        if (split >= 0)
        {
            _at = split + "for".Length;
            do
            {
                var name = Word() ?? throw Wrong("a variable name after `for`");
                Need("in");
                iterations.Add(new(name, Or()));
                _variables.Add(name);
            }
            while (Take(","));
        }
        else
        {
            split = Keyword("if");
            _at = split >= 0 ? split : _at;
        }

        var condition = split >= 0 && TakeWord("if") ? Or() : null;
        _ = split >= 0 ? Ended(_at) : _at;
        _at = start;
        var value = head(this);
        Skip();
        if (_at != (split >= 0 ? split : text.Length))
        {
            throw Wrong("nothing more");
        }

        return new(value, [.. iterations], condition);
    }

    private Expr Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            left = new LogicExpr(LogicOperator.Or, left, And());
        }

        return left;
    }

    private Expr And()
    {
        var left = Not();
        while (TakeWord("and"))
        {
            left = new LogicExpr(LogicOperator.And, left, Not());
        }

        return left;
    }

    private Expr Not() => TakeWord("not") ? new LogicExpr(LogicOperator.Not, Not(), null) : Comparison();

    private Expr Comparison()
    {
        var left = Fallback();
        if (Take("=="))
        {
            return new CompareExpr(left, Fallback(), equal: true);
        }

        return Take("!=") ? new CompareExpr(left, Fallback(), equal: false) : left;
    }

    private Expr Fallback()
    {
        var left = Primary();
        return Take("??") ? new FallbackExpr(left, Fallback()) : left;
    }

    private Expr Primary()
    {
        Skip();
        if (Take("("))
        {
            var inner = Or();
            Need(")");
            return inner;
        }

        if (_at < text.Length && text[_at] == '\'')
        {
            return TemplateOf(Quoted());
        }

        var word = Word() ?? throw Wrong("a path, call, text or number");
        return word switch
        {
            "true" or "false" or "null" => new LiteralExpr(Value.OfJson(word)),
            _ when char.IsAsciiDigit(word[0]) || (word.Length > 1 && word[0] == '-' && char.IsAsciiDigit(word[1])) => new LiteralExpr(Value.OfJson(word)),
            _ when Take("(") => Call(word),
            "ctx" => Context(),
            _ => Path(word),
        };
    }

    private Expr Call(string name)
    {
        var arguments = Arguments();
        if (name == "principals" && arguments.Length == 1)
        {
            return new PrincipalsExpr(arguments[0]);
        }

        if (!Functions.All.TryGetValue(name, out var function) || arguments.Length == 0)
        {
            throw Wrong($"one of the functions {string.Join(", ", Functions.All.Keys)}, principals instead of `{name}`");
        }

        return new CallExpr(function, arguments);
    }

    private Expr[] Arguments()
    {
        var arguments = new List<Expr>();
        if (Take(")"))
        {
            return [];
        }

        do
        {
            arguments.Add(Or());
        }
        while (Take(","));
        Need(")");
        return [.. arguments];
    }

    private ContextExpr Context()
    {
        Need(".");
        var name = Word();
        return name is not null && ContextExpr.Names.Contains(name) ? new(name) : throw Wrong($"ctx.{string.Join(", ctx.", ContextExpr.Names)}");
    }

    private PathExpr Path(string root)
    {
        RecordPart? part = Parts.TryGetValue(root, out var known) ? known : null;
        if (part is null && !_variables.Contains(root))
        {
            throw Wrong($"req, res, add, svc, rsc, rec, ctx or a variable of `for` instead of `{root}`");
        }

        var segments = new List<PathSegment>();
        while (_at < text.Length && text[_at] is '.' or '[')
        {
            segments.Add(text[_at++] == '.' ? new(Name()) : Bracket());
        }

        return new(part, root, [.. segments]);
    }

    // Other names stand in quotes: claims.'http://schemas…/upn'.
    private string Name() => _at < text.Length && text[_at] == '\'' ? Quoted() : Word() ?? throw Wrong("a name after `.`");

    private PathSegment Bracket()
    {
        var end = text.IndexOf(']', _at);
        if (end < 0)
        {
            throw Wrong("`]`");
        }

        var inner = text[_at..end];
        _at = end + 1;
        var equals = inner.IndexOf('=');
        return equals < 0 ? new(null) : new(null, inner[..equals].Trim(), inner[(equals + 1)..].Trim());
    }

    private RefExpr Ref()
    {
        var alternatives = new List<RefCall>();
        do
        {
            var name = Word() ?? throw Wrong("an entity type");
            Need("(");
            var arguments = Arguments();
            var type = types(name);
            if (type is null && !RefExpr.Special.Contains(name))
            {
                throw Wrong($"an entity type of types.yml instead of `{name}`");
            }

            if (arguments.Length == 0 && name is not ("everyone" or "this"))
            {
                throw Wrong($"an id for `{name}`");
            }

            alternatives.Add(new(name, type, arguments));
        }
        while (Take("??"));
        return new([.. alternatives]);
    }

    private AttributeName AttributeName()
    {
        var name = Word() ?? throw Wrong("an attribute name");
        if (_at >= text.Length || text[_at] != '[')
        {
            return new(name, null);
        }

        var depth = 0;
        var start = ++_at;
        for (; _at < text.Length && !(text[_at] == ']' && depth == 0); _at++)
        {
            depth += text[_at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
        }

        if (_at >= text.Length)
        {
            throw Wrong("`]`");
        }

        return new(name, TemplateOf(text[start.._at++]));
    }

    private Expr TemplateOf(string template)
    {
        var parts = new List<Expr>();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open != at)
            {
                var end = open < 0 ? template.Length : open;
                parts.Add(new LiteralExpr(Value.Of(template[at..end])));
                at = end;
                continue;
            }

            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                throw Wrong("`}`");
            }

            parts.Add(new ExpressionParser(template[(open + 1)..close], types, _variables).Whole());
            at = close + 1;
        }

        return parts is [LiteralExpr only] ? only : new TemplateExpr([.. parts]);
    }

    private string Quoted()
    {
        var end = text.IndexOf('\'', _at + 1);
        if (end < 0)
        {
            throw Wrong("a closing quote");
        }

        var inner = text[(_at + 1)..end];
        _at = end + 1;
        return inner;
    }

    // The place of a keyword outside quotes, brackets and braces.
    private int Keyword(string keyword)
    {
        var depth = 0;
        var quoted = false;
        for (var at = _at; at < text.Length; at++)
        {
            var character = text[at];
            quoted ^= character == '\'';
            depth += quoted ? 0 : character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
            if (!quoted && depth == 0 && at > 0 && text[at - 1] == ' '
                && text.AsSpan(at).StartsWith(keyword, StringComparison.Ordinal)
                && at + keyword.Length < text.Length && text[at + keyword.Length] == ' ')
            {
                return at;
            }
        }

        return -1;
    }

    private void Skip()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private bool Take(string mark)
    {
        Skip();
        if (!text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        _at += mark.Length;
        return true;
    }

    private bool TakeWord(string word)
    {
        Skip();
        var end = _at + word.Length;
        if (!text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) || (end < text.Length && IsWord(text[end])))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private void Need(string mark)
    {
        if (!Take(mark))
        {
            throw Wrong($"`{mark}`");
        }
    }

    private string? Word()
    {
        Skip();
        var start = _at;
        while (_at < text.Length && IsWord(text[_at]))
        {
            _at++;
        }

        return _at == start ? null : text[start.._at];
    }

    private T Ended<T>(T value)
    {
        Skip();
        return _at == text.Length ? value : throw Wrong("nothing more");
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '$';

    private FormatException Wrong(string allowed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"`{text}` at character {_at + 1}: expected {allowed}"));
}
