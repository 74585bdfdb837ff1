using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The twin of one address.</summary>
[GrainInterfaceType("address-twin")]
public interface IAddressTwinGrain : IEntityTwinGrain;
