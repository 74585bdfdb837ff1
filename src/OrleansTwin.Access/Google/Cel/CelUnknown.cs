namespace OrleansTwin.Access.Google.Cel;

/// <summary>A value that hangs on something not told.</summary>
/// <param name="What">Its name.</param>
public sealed record CelUnknown(string What);
