namespace OrleansTwin.Sources.Compression;

/// <summary>The compressed stream cannot be read on: torn, damaged, or past a limit. Caught by the reader of the unit, which says so in a dead letter.</summary>
internal sealed class GzipFaultException(string message, Exception? inner = null) : Exception(message, inner);
