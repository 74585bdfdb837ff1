using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Intake;

/// <summary>
/// Where connectors hand over what they read. For many threads at once; holds the caller back while too much is not durable yet.
/// </summary>
public interface IUnitIntake
{
    /// <summary>
    /// Takes the blocks of one unit (an object, a message, a request) as they are read, and disposes them. Returns once all records are handed
    /// over; <see cref="UnitTaken.Durable"/> ends when a cut holds every one of them and every dead letter is on disk, and fails where that
    /// can no longer be told: then the unit is to be read again. An exception of the enumeration passes through; what was handed over
    /// before stays and counts as copies when it comes again.
    /// </summary>
    Task<UnitTaken> TakeAsync(SourceMeter meter, IEnumerable<SourceBlock> blocks, CancellationToken cancellationToken);

    /// <summary>Writes down what could not be read; returns once it is on disk. The same letter again is written once.</summary>
    Task RefuseAsync(SourceMeter meter, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken);
}
