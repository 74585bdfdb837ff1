using Orleans;

namespace OrleansTwin.Model.Changes;

/// <summary>
/// One attribute's change. <paramref name="Path"/> is the attribute's name in lower camel case (<c>cidrBlock</c>, <c>policies</c>);
/// <paramref name="Element"/> names an element of a set-valued attribute (a rule, a tag key, a policy name), else null.
/// <paramref name="Value"/> is JSON text in canonical form, or null for known-empty.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.attr")]
public sealed record AttributeChange(
    [property: Id(0)] string Path,
    [property: Id(1)] AttributeOp Op,
    [property: Id(2)] string? Value = null,
    [property: Id(3)] string? Element = null);
