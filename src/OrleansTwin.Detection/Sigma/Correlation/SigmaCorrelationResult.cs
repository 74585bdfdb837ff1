using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>One episode in which a correlation held for one group.</summary>
/// <param name="Correlation">Key of the correlation rule.</param>
/// <param name="Group">Values of group-by, in its order.</param>
/// <param name="Anchor">
/// What the episode's identity hangs on: the first step's event id for a sequence, else the start of the timespan-wide
/// bucket of event time in which the episode began. Never the evidence, which grows.
/// </param>
/// <param name="First">Time of the first event of the episode.</param>
/// <param name="Last">Time of its last event.</param>
/// <param name="Measure">Greatest count or value in it.</param>
/// <param name="Events">Number of events in it.</param>
/// <param name="Evidence">Event ids in order, the first ones if there are too many.</param>
/// <param name="Values">Kept values of its last event, for correlations of correlations.</param>
/// <param name="Truncated">The group had more events than are kept: there may be more.</param>
public sealed record SigmaCorrelationResult(
    string Correlation,
    ImmutableArray<string> Group,
    string Anchor,
    DateTimeOffset First,
    DateTimeOffset Last,
    double Measure,
    int Events,
    ImmutableArray<string> Evidence,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Values,
    bool Truncated);
