namespace OrleansTwin.Detection.Scoring;

/// <summary>How an entity's risk decays and saturates.</summary>
public sealed record RiskOptions
{
    /// <summary>Hours of event time after which a signal weighs half.</summary>
    public int HalfLifeHours { get; init; }

    /// <summary>Half-lives after which a signal weighs nothing.</summary>
    public int HalfLivesMax { get; init; }

    /// <summary>Sum of decayed scores that gives a risk of 50.</summary>
    public int Half { get; init; }

    /// <summary>Share of the score, percent, that counts from the second signal of one rule on.</summary>
    public int RepeatPercent { get; init; }

    /// <summary>Inputs listed.</summary>
    public int InputsMax { get; init; }
}
