namespace OrleansTwin.Detection.Behavior;

/// <summary>Whether there is enough past to call something new.</summary>
/// <param name="Holds">True: at least <paramref name="NeededDays"/> active days lie before.</param>
/// <param name="Text">The same in words, for reports.</param>
public sealed record Establishment(bool Holds, int ActiveDays, int NeededDays, string Text);
