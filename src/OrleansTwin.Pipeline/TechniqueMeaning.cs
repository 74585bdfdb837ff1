namespace OrleansTwin.Pipeline;

/// <summary>An ATT&amp;CK technique id and the tactic it serves here, by its short name.</summary>
internal sealed record TechniqueMeaning(string Technique, string Tactic);
