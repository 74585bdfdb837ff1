namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Whether the event history has a record, read when it held all cuts up to <paramref name="AsOfCut"/>.</summary>
public readonly record struct HistoryAnswer(bool IsKnown, long AsOfCut);
