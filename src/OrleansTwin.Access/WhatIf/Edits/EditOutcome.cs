using OrleansTwin.Access.Attacks;

namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>The changed world; or, where the edit meets what the world does not hold, the reason.</summary>
public readonly record struct EditOutcome(AttackWorld? World, string? Unknown)
{
    public static EditOutcome Of(AttackWorld world) => new(world, null);

    public static EditOutcome NotKnown(string why) => new(null, why);
}
