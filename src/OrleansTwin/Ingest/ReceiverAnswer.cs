namespace OrleansTwin.Ingest;

/// <summary>What became of a request: records that are durable now, and what of it went to the dead letters.</summary>
internal sealed record ReceiverAnswer(long Records, long DeadLetters);
