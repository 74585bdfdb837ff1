namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>A policy document as it is known, under the name that reasons use for it.</summary>
public sealed record PolicyText(string Name, string Json);
