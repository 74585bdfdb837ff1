using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Impacts;

/// <summary>How a judgement is said in a row.</summary>
internal static class GainWords
{
    public static GainCertainty CertaintyOf(Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Always => GainCertainty.Always,
        Verdict.Conditional => GainCertainty.Conditional,
        Verdict.Unknown or Verdict.No => GainCertainty.Unknown,
        _ => GainCertainty.Unknown,
    };

    /// <summary>What a finding on the judgement takes for granted; none where it always holds.</summary>
    public static IEnumerable<string> AssumesOf(Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Always => [],
        Verdict.Conditional => judgement.Conditions.Count > 0 ? judgement.Conditions.Select(static condition => $"that the condition holds: {condition}") : ["that its conditions hold"],
        Verdict.Unknown or Verdict.No => judgement.Assumes.Count > 0 ? [.. judgement.Assumes, .. judgement.Conditions.Select(static condition => $"that the condition holds: {condition}")] : ["that what is not known of its policies allows it"],
        _ => [],
    };
}
