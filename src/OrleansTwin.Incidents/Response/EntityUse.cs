using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>What an entity was used for in a window of event time, counted from its baseline.</summary>
/// <param name="Calls">Calls it made.</param>
/// <param name="Users">People and programs with calls in it, by name.</param>
/// <param name="LiveSessions">Sessions seen within the longest time one can live.</param>
/// <param name="Reads">Reads and writes of what it holds.</param>
/// <param name="Flows">Connections in and out.</param>
/// <param name="FlowsLogged">Whether any flow of it was ever in a log.</param>
public sealed record EntityUse(long Calls, ValueArray<string> Users, long LiveSessions, long Reads, long Flows, bool FlowsLogged);
