using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>A row that becomes bytes when the cut is written: raw memory as it is, a record as JSON, null as a deletion.</summary>
internal readonly record struct CutRow(StoreTable Table, string Key, object? Value);
