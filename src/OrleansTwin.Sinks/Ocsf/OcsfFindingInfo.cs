namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>finding_info</c>; times in milliseconds of the Unix epoch.</summary>
internal sealed record OcsfFindingInfo
{
    public required string Uid { get; init; }

    public required string Title { get; init; }

    public string? Desc { get; init; }

    public long? CreatedTime { get; init; }

    public long? FirstSeenTime { get; init; }

    public long? LastSeenTime { get; init; }

    public OcsfAnalytic? Analytic { get; init; }

    public IReadOnlyList<OcsfAttack>? Attacks { get; init; }

    public IReadOnlyList<OcsfUid>? RelatedEvents { get; init; }

    public IReadOnlyList<string>? Types { get; init; }
}
