using System.Collections.Immutable;
using OrleansTwin.Access.WhatIf.Edits;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>A change file, read.</summary>
/// <param name="Id">Stable: of the record, or of the file's content.</param>
/// <param name="Action">What it is: an API, <c>terraform plan</c>, <c>policy</c>, <c>cut</c>.</param>
/// <param name="Edits">In order.</param>
public sealed record ChangeSet(string Id, string Action, ImmutableArray<WhatIfEdit> Edits)
{
    public DateTimeOffset? Time { get; init; }

    public string? Actor { get; init; }

    /// <summary>What of it cannot be decided, with why; never left out in silence.</summary>
    public ImmutableArray<NotDecided> NotDecided { get; init; } = [];

    /// <summary>What is wrong with the file; then nothing is asked.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    public static ChangeSet Wrong(string problem) => new("", "", []) { Problems = [problem] };
}
