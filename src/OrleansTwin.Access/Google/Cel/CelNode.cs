using System.Collections.Immutable;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>An expression as read.</summary>
internal abstract record CelNode
{
    public sealed record Literal(object Value) : CelNode;

    public sealed record Name(string Text) : CelNode;

    public sealed record Select(CelNode From, string Field) : CelNode;

    public sealed record Has(CelNode From, string Field) : CelNode;

    public sealed record Index(CelNode From, CelNode Key) : CelNode;

    public sealed record Call(CelNode? Target, string Function, ImmutableArray<CelNode> Arguments) : CelNode;

    public sealed record And(CelNode Left, CelNode Right) : CelNode;

    public sealed record Or(CelNode Left, CelNode Right) : CelNode;

    public sealed record Choice(CelNode Test, CelNode Yes, CelNode No) : CelNode;

    public sealed record List(ImmutableArray<CelNode> Items) : CelNode;

    public sealed record Map(ImmutableArray<(CelNode Key, CelNode Value)> Entries) : CelNode;

    /// <summary>One of the macros over the items of a list or the keys of a map.</summary>
    public sealed record Each(CelMacro Macro, CelNode Range, string Variable, CelNode? Filter, CelNode Body) : CelNode;
}
