using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansTwin.Grains.Abstractions;

namespace OrleansTwin.Grains.Entities;

/// <summary>The twin of one address; hears the marks of its own stream (implicit subscription).</summary>
[GrainType("address-twin")]
[ImplicitStreamSubscription(ImpactStreams.AddressImpacts)]
public sealed class AddressTwinGrain(EntityServices services) : EntityTwinGrain(services), IAddressTwinGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ImpactMark>().ResumeAsync((mark, _) => OnMarkAsync(mark));
}
