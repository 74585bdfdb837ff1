using OrleansTwin.Access.Attacks;

namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>One change to a world, not yet made.</summary>
/// <param name="Target">What it changes: an ARN, a group of rules, a node of the organisation.</param>
/// <param name="Text">In words.</param>
/// <param name="Apply">The changed world, or why what it changes is not known.</param>
public sealed record WhatIfEdit(string Target, string Text, Func<AttackWorld, EditOutcome> Apply);
