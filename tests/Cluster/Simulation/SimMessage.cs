namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>What one shard tells another: touch this entity once.</summary>
internal sealed record SimMessage(ulong Id, int ToShard, int Entity, bool Urgent);
