using System.Text;
using System.Text.Json;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>One step of a path: a member by name, or the members of a list, all or those whose <paramref name="FilterName"/> has a value.</summary>
internal sealed record PathSegment(string? Name, string? FilterName = null, string? FilterText = null)
{
    /// <summary>The name as it stands in a record.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name ?? string.Empty);

    public bool Fits(JsonElement item) =>
        FilterName is null || Value.Of(Shape.Member(item, FilterName)).AsText() is { } text && text.Equals(FilterText, StringComparison.OrdinalIgnoreCase);
}
