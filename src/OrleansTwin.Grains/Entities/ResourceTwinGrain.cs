using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansTwin.Grains.Abstractions;

namespace OrleansTwin.Grains.Entities;

/// <summary>The twin of one resource; hears the marks of its own stream (implicit subscription).</summary>
[GrainType("resource-twin")]
[ImplicitStreamSubscription(ImpactStreams.ResourceImpacts)]
public sealed class ResourceTwinGrain(EntityServices services) : EntityTwinGrain(services), IResourceTwinGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ImpactMark>().ResumeAsync((mark, _) => OnMarkAsync(mark));
}
