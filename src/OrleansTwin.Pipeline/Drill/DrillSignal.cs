using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>A signal that a drill raised.</summary>
public sealed record DrillSignal(string Rule, string Title, Severity Severity, ValueArray<string> Techniques);
