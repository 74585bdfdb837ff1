using Orleans;

namespace OrleansTwin.Model.Diagnostics;

/// <summary>A record that could not be read: where, why, and a masked snippet of at most <see cref="SnippetMax"/> characters.</summary>
[GenerateSerializer, Immutable, Alias("ot.dead")]
public sealed record DeadLetter(
    [property: Id(0)] string Source,
    [property: Id(1)] string Position,
    [property: Id(2)] string Reason,
    [property: Id(3)] string Snippet)
{
    public const int SnippetMax = 512;
}
