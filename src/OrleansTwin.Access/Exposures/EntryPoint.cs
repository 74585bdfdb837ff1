using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Exposures;

/// <summary>One way in from outside: who can do what, by which rule or policy, and what that takes for granted.</summary>
/// <param name="Weight">By what is opened: ports by their class, data high.</param>
public sealed record EntryPoint(EntityId Who, string Can, string Via, Exposure Level, Severity Weight, ValueArray<string> Assumes);
