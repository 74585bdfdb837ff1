using System.Text.RegularExpressions;

namespace OrleansTwin.Detection.Sigma;

/// <summary>A regular expression searched in a value's text; case-sensitive unless the <c>i</c> flag is given.</summary>
/// <remarks>Where the expression allows it, it is run without backtracking, in linear time; else under a timeout, and a timeout is a failed evaluation.</remarks>
public sealed record SigmaRegexOperand(string Written, Regex Expression) : SigmaOperand(Written);
