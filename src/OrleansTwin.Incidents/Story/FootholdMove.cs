using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Story;

internal sealed record FootholdMove(string Is, string Action, Likelihood Likelihood, string Why);
