using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The twin of one identity.</summary>
[GrainInterfaceType("identity-twin")]
public interface IIdentityTwinGrain : IEntityTwinGrain;
