namespace OrleansTwin.Incidents.Response;

/// <summary>
/// One action of the catalogue (<c>Data/response-*.json</c>): for which part of an incident and which types it is meant, what must hold, what it
/// runs, breaks and does not stop, how it is taken back and what proves it. <c>{places}</c> in its texts are filled from the twin.
/// </summary>
internal sealed record ResponseAction
{
    public required string Id { get; init; }

    /// <summary>Lower ones are better done first.</summary>
    public required int Order { get; init; }

    public required string Title { get; init; }

    /// <summary>It touches a whole account.</summary>
    public bool Wide { get; init; }

    /// <summary>What the target is to the incident (<see cref="Involvement"/>).</summary>
    public required string[] For { get; init; }

    public required string[] Types { get; init; }

    /// <summary>One action for each element of an attribute or each relation.</summary>
    public ResponseEach? Each { get; init; }

    /// <summary>Where the value of a place comes from; the first source that knows it (<see cref="PlaceStage"/>).</summary>
    public Dictionary<string, string[]> Places { get; init; } = [];

    /// <summary>Values of places that are written otherwise; null: the place is empty then.</summary>
    public Dictionary<string, Dictionary<string, string?>> Values { get; init; } = [];

    /// <summary>Places that hold nothing but these values.</summary>
    public Dictionary<string, string[]> Only { get; init; } = [];

    public ResponseNeed[] Needs { get; init; } = [];

    public ResponseFile[] Files { get; init; } = [];

    public required ResponseVariant[] Variants { get; init; }

    public required string Service { get; init; }

    public required string Permission { get; init; }

    /// <summary>Why something is deleted or detached here: nothing can be disabled instead.</summary>
    public string? NoDisable { get; init; }

    public required ResponseBreaks Breaks { get; init; }

    public required ResponseRemainder[] Remains { get; init; }

    /// <summary>How it is taken back; null: not reversible, and <see cref="Lost"/> says what is gone.</summary>
    public required string? Rollback { get; init; }

    public string? Lost { get; init; }

    public required ResponseProof Proof { get; init; }

    /// <summary>The first word of the id: an action is never offered on another cloud's entity.</summary>
    public string Cloud => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    public ResponseVariant? VariantOf(string type) => Array.Find(Variants, variant => Knowledge.Pattern.MatchesAny(variant.Types, type));
}
