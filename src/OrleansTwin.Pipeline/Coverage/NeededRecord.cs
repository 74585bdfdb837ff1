using OrleansTwin.Model.Events;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A record that a rule fires on, without what is particular to one.</summary>
/// <param name="Call">For CloudTrail: the call as selectors see it.</param>
/// <param name="IsData">A record of access to content.</param>
public sealed record NeededRecord(RecordFormat Format, RecordedCall? Call, bool IsData)
{
    /// <summary>The kind of record in words.</summary>
    public string Words => Call switch
    {
        { IsData: true } => $"data events of {Call.Type ?? Call.Source}: {Call.Name}",
        { ReadOnly: true } => $"management events that only read: {Call.Source} {Call.Name}",
        { ReadOnly: false } => $"management events that write: {Call.Source} {Call.Name}",
        null => $"{LoggingKnowledge.Current.OtherOf(Format)?.Name ?? Format.ToString()}{(IsData ? ", access to data" : string.Empty)}",
    };
}
