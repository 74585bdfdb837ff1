using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The lines of <c>docs/dotnet-client.md</c>, between the marks; a test holds them equal.</summary>
internal static class DotNetClient
{
    public static async Task<(EntityView? Entity, AlertPage Alerts)> AskAsync(int gatewayPort, EntityId id)
    {
        // docs: begin
        using var host = Host.CreateDefaultBuilder().UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort)).Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IClusterClient>();

        var tenant = grains.GetGrain<ITenantTwinGrain>("default");
        var places = await tenant.PlacesAsync(id, CancellationToken.None);
        var entity = await grains.GetTwin(id, places[0].Key).GetAsync(at: null, CancellationToken.None);
        var alerts = await grains.GetGrain<IAlertFeedGrain>("default").ReadAsync(after: 0, max: 10, wait: TimeSpan.FromSeconds(5), CancellationToken.None);
        Console.WriteLine($"{entity?.Type} {entity?.Name}: {entity?.State}; {alerts.Entries.Count} alerts, the last has number {alerts.Last}");
        // docs: end
        await host.StopAsync();
        return (entity, alerts);
    }
}
