using Orleans;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A part of the alert journal.</summary>
/// <param name="OldestKept">Oldest number still kept, or last + 1 where nothing is.</param>
/// <param name="Last">Last durable number; 0 where nothing was written.</param>
/// <param name="Entries">In order of their numbers, without a gap.</param>
[GenerateSerializer, Immutable, Alias("ot.q.alertpage")]
public sealed record AlertPage(
    [property: Id(0)] long OldestKept,
    [property: Id(1)] long Last,
    [property: Id(2)] ValueArray<JournalEntry> Entries)
{
    /// <summary>True where entries after <paramref name="after"/> can be read on without loss.</summary>
    public bool CanResume(long after) => after >= OldestKept - 1 && after <= Last;
}
