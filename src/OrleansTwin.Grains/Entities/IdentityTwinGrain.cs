using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansTwin.Grains.Abstractions;

namespace OrleansTwin.Grains.Entities;

/// <summary>The twin of one identity; hears the marks of its own stream (implicit subscription).</summary>
[GrainType("identity-twin")]
[ImplicitStreamSubscription(ImpactStreams.IdentityImpacts)]
public sealed class IdentityTwinGrain(EntityServices services) : EntityTwinGrain(services), IIdentityTwinGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ImpactMark>().ResumeAsync((mark, _) => OnMarkAsync(mark));
}
