using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Why a query was not understood: what is wrong at a position (characters from 0) and what could stand there.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.trouble")]
public sealed record QueryTrouble(
    [property: Id(0)] int Position,
    [property: Id(1)] int Length,
    [property: Id(2)] string Message,
    [property: Id(3)] ValueArray<string> Allowed);
