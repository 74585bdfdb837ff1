namespace OrleansTwin.Access.Google.Cel;

/// <summary>The value <c>null</c>.</summary>
public sealed record CelNull
{
    public static CelNull Value { get; } = new();
}
