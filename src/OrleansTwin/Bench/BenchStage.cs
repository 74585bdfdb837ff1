namespace OrleansTwin.Bench;

/// <summary>A stage and the processor time it takes an event.</summary>
internal sealed record BenchStage(string Name, double CpuMicrosPerEvent);
