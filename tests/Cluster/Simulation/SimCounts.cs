namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>What a run exercised.</summary>
internal sealed record SimCounts
{
    public int Epochs { get; init; }

    public int Crashes { get; init; }

    public int Cuts { get; init; }

    public int Fenced { get; init; }

    public int GivenUp { get; init; }

    public int DeadLetters { get; init; }

    public int Refused { get; init; }

    public int HistoryAsked { get; init; }

    public int Messages { get; init; }

    public int Marks { get; init; }

    public int Moves { get; init; }

    public int Flushes { get; init; }

    public int LostEffectsSeen { get; init; }

    public SimCounts Plus(SimCounts other) => new()
    {
        Epochs = Epochs + other.Epochs,
        Crashes = Crashes + other.Crashes,
        Cuts = Cuts + other.Cuts,
        Fenced = Fenced + other.Fenced,
        GivenUp = GivenUp + other.GivenUp,
        DeadLetters = DeadLetters + other.DeadLetters,
        Refused = Refused + other.Refused,
        HistoryAsked = HistoryAsked + other.HistoryAsked,
        Messages = Messages + other.Messages,
        Marks = Marks + other.Marks,
        Moves = Moves + other.Moves,
        Flushes = Flushes + other.Flushes,
        LostEffectsSeen = LostEffectsSeen + other.LostEffectsSeen,
    };
}
