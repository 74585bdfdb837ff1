namespace OrleansTwin.Access.Attacks;

/// <summary>One kind of action.</summary>
internal sealed class ContainmentKind
{
    public string Action { get; init; } = string.Empty;

    /// <summary>With the places <c>{from}</c> and <c>{to}</c>.</summary>
    public string Text { get; init; } = string.Empty;

    public long Cost { get; init; }
}
