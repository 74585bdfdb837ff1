namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>What a change file does not say itself.</summary>
/// <param name="Account">Account that a plan or policy is for, where the file does not tell.</param>
/// <param name="Region">The same.</param>
/// <param name="As">Kind of a bare policy document: identity, resource, trust, boundary, scp, rcp.</param>
/// <param name="On">What a bare policy document is put on.</param>
public sealed record ChangeOptions(string? Account = null, string? Region = null, string? As = null, string? On = null);
