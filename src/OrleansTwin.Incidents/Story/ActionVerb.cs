namespace OrleansTwin.Incidents.Story;

/// <summary>What actions are called in a sentence: "X <paramref name="Text"/> Y".</summary>
internal sealed record ActionVerb(string[] Actions, string Text);
