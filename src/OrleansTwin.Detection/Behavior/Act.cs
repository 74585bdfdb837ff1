namespace OrleansTwin.Detection.Behavior;

/// <summary>What an action brings about, by the ATT&amp;CK technique it is a step of.</summary>
/// <param name="Technique">Technique id.</param>
/// <param name="Tactic">Tactic, kebab case.</param>
public sealed record Act(string Technique, string Tactic);
