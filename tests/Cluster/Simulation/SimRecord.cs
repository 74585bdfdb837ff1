namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>A record of the simulated world: touches some entities of its shard once each, may tell another shard to touch one.</summary>
internal sealed record SimRecord(ulong Id, IReadOnlyList<int> Entities, SimMessage? Message, bool Urgent, SimPoison Poison);
