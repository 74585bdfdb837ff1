using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Web.Live;

/// <summary>
/// Follows the alert journal for all open pages: one reader however many look. Holds the last entries and tells pages that there are new
/// ones, at most five times a second.
/// </summary>
public sealed partial class AlertWatch(IGrainFactory grains, WebSettings settings, TimeProvider clock, ILogger<AlertWatch> logger) : BackgroundService
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private ImmutableList<JournalEntry> _latest = [];

    /// <summary>New entries came; called outside any page's turn.</summary>
    public event Action? Changed;

    /// <summary>The last entries, oldest first.</summary>
    public ImmutableList<JournalEntry> Latest => Volatile.Read(ref _latest);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var feed = grains.GetGrain<IAlertFeedGrain>(settings.Tenant);
        long? after = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                after ??= Math.Max(0, (await feed.ReadAsync(long.MaxValue, 0, TimeSpan.Zero, stoppingToken)).Last - settings.LiveAlertsMax);
                var page = await feed.ReadAsync(after.Value, settings.LiveAlertsMax, Wait, stoppingToken);
                if (!page.CanResume(after.Value))
                {
                    after = page.OldestKept - 1;
                    continue;
                }

                if (!page.Entries.IsEmpty)
                {
                    after = page.Entries[^1].Seq;
                    var latest = Latest.AddRange(page.Entries);
                    Volatile.Write(ref _latest, latest.RemoveRange(0, Math.Max(0, latest.Count - settings.LiveAlertsMax)));
                    Changed?.Invoke();
                    await Task.Delay(TellEvery, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The silo may be starting or stopping; the journal keeps what is missed meanwhile.
                LogFailed(error);
                await Task.Delay(AfterFailure, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alert journal could not be read; trying again")]
    private partial void LogFailed(Exception error);
}
