using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Paths;

/// <summary>A path: its steps in order, the sum of their costs, the least sure step's certainty.</summary>
public sealed record Route(ValueArray<PathEdge> Steps, int Cost, Certainty Certainty);
