namespace OrleansTwin.Bench;

/// <summary>What a measurement was asked for.</summary>
/// <param name="Scenario">Null where <paramref name="Cases"/> are recorded files.</param>
/// <param name="Seconds">Length of the load: with <paramref name="Rate"/> it gives the number of events made.</param>
/// <param name="Rate">Events a second; null takes the scenario's own.</param>
/// <param name="Entities">Entities of the world; null takes the scenario's own. A figure of another number of entities says so.</param>
/// <param name="Work">Folder to work in; null for a new temporary one that is removed at the end.</param>
internal sealed record BenchOptions(BenchScenario? Scenario, int Seconds, int? Rate, ulong Seed, int? Entities, IReadOnlyList<string> Cases, string Out, string? Work);
