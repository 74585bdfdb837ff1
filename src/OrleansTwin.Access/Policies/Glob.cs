namespace OrleansTwin.Access.Policies;

/// <summary>
/// A pattern of literal text, <c>*</c> (any run of characters) and <c>?</c> (any one character).
/// Wildcards are held as two reserved characters, so that a literal star (written <c>${*}</c>) stays literal.
/// Matching takes each piece between stars at its leftmost place: no backtracking over stars.
/// </summary>
public sealed class Glob
{
    /// <summary>Stands for <c>*</c> inside compiled text.</summary>
    public const char Any = '\uFFFE';

    /// <summary>Stands for <c>?</c> inside compiled text.</summary>
    public const char One = '\uFFFF';

    private readonly string[] _pieces;

    private Glob(string compiled)
    {
        Compiled = compiled;
        IsLiteral = !compiled.AsSpan().ContainsAny(Any, One);
        MatchesAll = compiled.Length > 0 && compiled.AsSpan().TrimEnd(Any).IsEmpty;
        _pieces = IsLiteral ? [] : compiled.Split(Any);
    }

    /// <summary>The pattern with wildcards replaced by <see cref="Any"/> and <see cref="One"/>.</summary>
    public string Compiled { get; }

    public bool IsLiteral { get; }

    /// <summary>True for <c>*</c> alone.</summary>
    public bool MatchesAll { get; }

    public static Glob FromCompiled(string compiled) => new(compiled);

    /// <summary>Every <c>*</c> and <c>?</c> of <paramref name="pattern"/> is a wildcard.</summary>
    public static Glob Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new Glob(pattern.Replace('*', Any).Replace('?', One));
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (MatchesAll)
        {
            return true;
        }

        if (IsLiteral)
        {
            return text.SequenceEqual(Compiled);
        }

        var first = _pieces[0];
        if (text.Length < first.Length || !PieceAt(first, text))
        {
            return false;
        }

        if (_pieces.Length == 1)
        {
            return text.Length == first.Length;
        }

        var rest = text[first.Length..];
        var last = _pieces[^1];
        if (rest.Length < last.Length || !PieceAt(last, rest[^last.Length..]))
        {
            return false;
        }

        rest = rest[..^last.Length];
        for (var i = 1; i < _pieces.Length - 1; i++)
        {
            var at = Find(_pieces[i], rest);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + _pieces[i].Length)..];
        }

        return true;
    }

    private static int Find(string piece, ReadOnlySpan<char> text)
    {
        if (!piece.Contains(One, StringComparison.Ordinal))
        {
            return text.IndexOf(piece, StringComparison.Ordinal);
        }

        for (var at = 0; at + piece.Length <= text.Length; at++)
        {
            if (PieceAt(piece, text[at..]))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool PieceAt(string piece, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (piece[i] != text[i] && piece[i] != One)
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Compiled.Replace(Any, '*').Replace(One, '?');
}
