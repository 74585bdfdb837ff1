using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>What a change would make possible or impossible: the fields of <c>impacts.jsonl</c>, and what is said beside them.</summary>
public sealed record WhatIfAnswer
{
    public required string Id { get; init; }

    /// <summary>Of the record; null where the change has none.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Event id or hash of the change file.</summary>
    public required string Change { get; init; }

    public required string Action { get; init; }

    /// <summary>What is changed, in order of its edits.</summary>
    public ValueArray<string> Changed { get; init; }

    public string? Actor { get; init; }

    public Severity Severity { get; init; }

    public Certainty Certainty { get; init; }

    public ValueArray<string> Assumes { get; init; }

    public ValueArray<FindingKind> Findings { get; init; }

    public ValueArray<Gain> Gained { get; init; }

    public ValueArray<Gain> Lost { get; init; }

    public ValueArray<string> PathsOpened { get; init; }

    public ValueArray<string> PathsClosed { get; init; }

    public bool Complete { get; init; } = true;

    /// <summary>Rows of gained, lost and paths left out.</summary>
    public int More { get; init; }

    /// <summary>One sentence a person understands.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Finding per sentence, worst first.</summary>
    public ValueArray<string> Reasons { get; init; }

    /// <summary>Each finding with its own weight, worst first.</summary>
    public ValueArray<WhatIfFinding> Details { get; init; }

    /// <summary>The edits in words.</summary>
    public ValueArray<string> Edits { get; init; }

    /// <summary>What could not be decided, never left out.</summary>
    public ValueArray<NotDecided> NotDecidable { get; init; }

    /// <summary>Calls of the past that it would have blocked, where a history was given.</summary>
    public ValueArray<BlockedCalls>? History { get; init; }

    /// <summary>Incidents of the history that it would have stopped, and where.</summary>
    public ValueArray<StoppedIncident>? Stopped { get; init; }
}
