using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>A resource of the hierarchy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parent">What it lies in; null at the top.</param>
/// <param name="ParentIsTold">Whether the parent, or that there is none, was told.</param>
/// <param name="Attributes">Type, service, tags as conditions ask for them.</param>
internal sealed record GoogleResource(string Name, string? Parent, bool ParentIsTold, CelMap Attributes);
