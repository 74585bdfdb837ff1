using OrleansTwin.Grains.Ownership;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Hosting;

/// <summary>What a silo of the twin is made of. Store and journal stay the caller's to close, after the host has stopped.</summary>
internal sealed record TwinSilo(RunConfig Config, ShardLimits Limits, ICutStore Store, IJournal Journal)
{
    /// <summary>Told when records are in the twin; null where nobody measures.</summary>
    public IAppliedWatch? Watch { get; init; }
}
