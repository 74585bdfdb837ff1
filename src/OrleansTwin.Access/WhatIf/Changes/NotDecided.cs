namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>A part of a change whose meaning is not known.</summary>
/// <param name="What">Address, API, policy.</param>
/// <param name="Why">What is not known, or not modelled.</param>
public sealed record NotDecided(string What, string Why);
