using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.WhatIf;

/// <summary>An incident of the history with the first of its steps that the change would have blocked.</summary>
/// <param name="Step">Counted from one.</param>
/// <param name="Of">Steps in all.</param>
public sealed record StoppedIncident(string Incident, string Title, int Step, int Of, string Action, Certainty Certainty);
