using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansTwin.Grains.Abstractions;

namespace OrleansTwin.Grains.Entities;

/// <summary>The twin of one credential; hears the marks of its own stream (implicit subscription).</summary>
[GrainType("credential-twin")]
[ImplicitStreamSubscription(ImpactStreams.CredentialImpacts)]
public sealed class CredentialTwinGrain(EntityServices services) : EntityTwinGrain(services), ICredentialTwinGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ImpactMark>().ResumeAsync((mark, _) => OnMarkAsync(mark));
}
