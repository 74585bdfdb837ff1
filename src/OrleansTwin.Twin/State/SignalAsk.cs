using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Twin.State;

/// <summary>What a rule said of one event, to be held against what the event's caller usually does: decided in the caller's turn.</summary>
/// <param name="Said">The rule's signal, as the rule says it.</param>
/// <param name="Of">The event.</param>
[GenerateSerializer, Immutable, Alias("ot.ask")]
public sealed record SignalAsk([property: Id(0)] Signal Said, [property: Id(1)] EventRecord Of);
