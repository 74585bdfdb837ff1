namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>A unit's progress: its next record, whether it is finished, and the cut that last changed it.</summary>
public sealed record UnitRow(long Next, bool Finished, long Cut);
