using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The twin of one resource.</summary>
[GrainInterfaceType("resource-twin")]
public interface IResourceTwinGrain : IEntityTwinGrain;
