using System.Collections.Immutable;

namespace OrleansTwin.Detection.Intel;

/// <summary>What was read of one file.</summary>
/// <param name="Format">The form that was recognised: <c>list</c>, <c>csv</c>, <c>stix</c>, <c>misp-warninglist</c>.</param>
public sealed record IndicatorSet(
    string Source, string Format, ImmutableArray<Indicator> Indicators, ImmutableArray<IntelDiagnostic> Diagnostics);
