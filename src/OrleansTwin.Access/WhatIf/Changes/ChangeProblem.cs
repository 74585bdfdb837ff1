namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Raised inside the readers of changes where a part lacks what it needs; caught where the part begins, and told.</summary>
internal sealed class ChangeProblem(string message) : Exception(message);
