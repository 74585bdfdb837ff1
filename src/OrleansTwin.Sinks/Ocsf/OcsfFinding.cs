namespace OrleansTwin.Sinks.Ocsf;

/// <summary>What every class of the category Findings (2) has. Times in milliseconds of the Unix epoch.</summary>
internal abstract record OcsfFinding
{
    /// <summary>Activities of findings.</summary>
    public const int Create = 1;
    public const int Update = 2;
    public const int Close = 3;

    /// <summary>States of a finding.</summary>
    public const int New = 1;
    public const int InProgress = 2;
    public const int Suppressed = 3;
    public const int Resolved = 4;

    public int CategoryUid { get; } = 2;

    public required int ClassUid { get; init; }

    public required int ActivityId { get; init; }

    public required int TypeUid { get; init; }

    public required long Time { get; init; }

    public required int SeverityId { get; init; }

    public required string Severity { get; init; }

    public required int StatusId { get; init; }

    public string? Message { get; init; }

    public required OcsfMetadata Metadata { get; init; }

    protected static int StatusOf(string status) => status switch
    {
        "in progress" => InProgress,
        "closed" => Resolved,
        _ => New,
    };
}
