namespace OrleansTwin.Pipeline.Ports;

/// <summary>One row to write; a null value deletes the row.</summary>
public readonly record struct StorePut(StoreTable Table, string Key, ReadOnlyMemory<byte>? Value);
