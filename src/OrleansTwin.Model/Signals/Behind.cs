using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Signals;

/// <summary>The human or workload behind a chain of credentials.</summary>
/// <param name="Id">Principal or workload.</param>
/// <param name="Basis">The link that tells, in words: <c>minted</c>, <c>sourceIdentity</c>, <c>instance</c>, …</param>
/// <param name="Confidence">Weakest link of the chain.</param>
/// <param name="Missing">What would have to be seen to be sure.</param>
[GenerateSerializer, Immutable, Alias("ot.behind")]
public sealed record Behind(
    [property: Id(0)] EntityId Id,
    [property: Id(1)] string Basis,
    [property: Id(2)] Confidence Confidence,
    [property: Id(3)] ValueArray<string> Missing);
