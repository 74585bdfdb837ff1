using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>A decision with what it rests on.</summary>
/// <param name="Conditions">What must hold for a conditional yes, one line each.</param>
/// <param name="Via">Policies whose statements decided.</param>
/// <param name="Assumes">What an unknown answer would need to know, one sentence each.</param>
public sealed record Judgement(Verdict Verdict, ValueArray<string> Conditions = default, ValueArray<string> Via = default, ValueArray<string> Assumes = default)
{
    public static Judgement No { get; } = new(Verdict.No);
}
