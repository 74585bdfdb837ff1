using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>Real calls of one principal that succeeded and that the change would have blocked.</summary>
/// <param name="Certainty">Possible where a fact of the request was not in the log.</param>
/// <param name="Last">The latest of them.</param>
/// <param name="Examples">Event ids, earliest first.</param>
/// <param name="By">The policy and statement.</param>
public sealed record BlockedCalls(EntityId Principal, string Action, int Count, DateTimeOffset First, DateTimeOffset Last, Certainty Certainty, string By, ValueArray<string> Assumes, ValueArray<string> Examples);
