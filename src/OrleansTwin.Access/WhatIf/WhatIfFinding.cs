using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>One thing a change would mean. A possible one is never above medium.</summary>
public sealed record WhatIfFinding(FindingKind Kind, Severity Severity, Certainty Certainty, string Reason, ValueArray<string> Assumes);
