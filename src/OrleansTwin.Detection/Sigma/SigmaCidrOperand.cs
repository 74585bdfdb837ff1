using OrleansTwin.Detection.Intel;

namespace OrleansTwin.Detection.Sigma;

/// <summary>An address range. A value that is not an address does not pass.</summary>
public sealed record SigmaCidrOperand(string Written, IpPrefix Prefix) : SigmaOperand(Written);
