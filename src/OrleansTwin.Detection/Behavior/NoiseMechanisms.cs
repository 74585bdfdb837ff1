namespace OrleansTwin.Detection.Behavior;

/// <summary>The mechanisms that keep noise down, each with a switch so that its effect can be measured. All are on by default.</summary>
public sealed record NoiseMechanisms
{
    public static NoiseMechanisms All { get; } = new();

    /// <summary>A first use alone is never above low, and what others of the account did before is information only.</summary>
    public bool NoveltyCap { get; init; } = true;

    /// <summary>An act counts as out of character only where several independent ways of working are new at once; off: one is enough.</summary>
    public bool JointRarity { get; init; } = true;

    /// <summary>New addresses and clients say nothing of an identity that always has new ones (runners, mobile networks).</summary>
    public bool Churn { get; init; } = true;

    /// <summary>What an identity has done for days from where it works is usual work: rules on one such event are lowered.</summary>
    public bool UsualWork { get; init; } = true;

    /// <summary>One denied call over and over is a loop with its cause, not probing.</summary>
    public bool DeniedLoop { get; init; } = true;

    /// <summary>What the same hand opened and closed again within one change set is information.</summary>
    public bool NetEffect { get; init; } = true;

    /// <summary>A door opened to an account of the estate, or to one it has let in for long, is lowered.</summary>
    public bool KnownParties { get; init; } = true;

    /// <summary>What the same hand was told for on several earlier days is lowered.</summary>
    public bool Precedents { get; init; } = true;
}
