using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Exposures;

/// <summary>What an opened range of ports weighs: the worst well-known service in it.</summary>
public sealed record PortWeight(string Class, string Name, Severity Severity);
