namespace OrleansTwin.Pipeline.Run;

/// <summary>What became of the records of a run. read = applied + duplicates + superseded; late ones are applied too.</summary>
public sealed record RunCounts
{
    public long Read { get; init; }

    public long Applied { get; init; }

    public long Duplicates { get; init; }

    /// <summary>Copies that lost against a fuller copy of the same event.</summary>
    public long Superseded { get; init; }

    public long Late { get; init; }

    public long DeadLettered { get; init; }
}
