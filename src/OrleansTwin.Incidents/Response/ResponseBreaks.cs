namespace OrleansTwin.Incidents.Response;

/// <summary>What breaks in general, and what of it is counted from the twin (<see cref="EffectStage"/>).</summary>
internal sealed record ResponseBreaks(string Text, string[] Count);
