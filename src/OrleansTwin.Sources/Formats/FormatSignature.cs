using OrleansTwin.Model.Events;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// What tells a format from content: top-level keys that must all be there, keys of which one must be, and texts that must occur.
/// </summary>
public sealed record FormatSignature(RecordFormat Format, string[] All, string[] Any, string[] Text);
