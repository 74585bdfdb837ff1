namespace OrleansTwin.Incidents.Response;

/// <summary>What the log must show, and for how long it is watched. Without operations the variant's own is looked for.</summary>
/// <param name="Silent">Later successful calls by the target would show that it did not work.</param>
internal sealed record ResponseProof(string Text, string[]? Operations, bool Silent, int GraceMinutes, int WithinMinutes);
