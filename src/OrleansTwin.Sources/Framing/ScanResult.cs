namespace OrleansTwin.Sources.Framing;

/// <summary>How far the scan of one JSON value came.</summary>
internal enum ScanResult
{
    Complete = 0,
    Incomplete = 1,
    Broken = 2,
}
