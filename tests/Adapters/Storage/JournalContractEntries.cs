using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Adapters.Storage;

/// <summary>Entries to write.</summary>
public abstract class JournalContractEntries
{
    protected static JournalEntry Entry(string alert, int revision) => new()
    {
        Alert = new()
        {
            Id = alert,
            Time = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero),
            Title = "Logging stopped",
            Severity = Severity.High,
            Signals = ["signal-1"],
            Entities = [new("arn:aws:cloudtrail:eu-west-1:111111111111:trail/main")],
            Revision = revision,
        },
        Revision = revision,
        LatencyMicros = new(1, 2, 3, 4, 5),
        KnownAt = "rules:1",
    };
}
