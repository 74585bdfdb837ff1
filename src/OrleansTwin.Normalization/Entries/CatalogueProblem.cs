using System.Globalization;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Something wrong in a file of the catalogue: where, what, and what is allowed.</summary>
public sealed record CatalogueProblem(string File, long Line, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
