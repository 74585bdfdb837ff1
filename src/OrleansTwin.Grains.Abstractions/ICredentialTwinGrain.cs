using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The twin of one credential.</summary>
[GrainInterfaceType("credential-twin")]
public interface ICredentialTwinGrain : IEntityTwinGrain;
