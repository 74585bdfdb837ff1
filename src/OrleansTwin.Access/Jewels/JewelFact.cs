namespace OrleansTwin.Access.Jewels;

/// <summary>One strong sign of <c>jewel-signs.yaml</c>; the members that are set say what it looks at.</summary>
internal sealed class JewelFact
{
    public string Why { get; init; } = string.Empty;

    public int Points { get; init; }

    public List<string> TagKeys { get; init; } = [];

    public List<string> TagValues { get; init; } = [];

    public string? Relation { get; init; }

    public List<string> Attributes { get; init; } = [];

    public List<string> Values { get; init; } = [];

    public int? AtLeast { get; init; }

    public int? ReferrersMin { get; init; }
}
