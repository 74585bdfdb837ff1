namespace OrleansTwin.Journaling;

/// <summary>When a record was received and when it had been read and prepared, in timestamps of the clock.</summary>
internal sealed record Receipt(long Received, long? Parsed);
