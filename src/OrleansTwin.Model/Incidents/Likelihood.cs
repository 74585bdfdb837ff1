namespace OrleansTwin.Model.Incidents;

public enum Likelihood
{
    Likely = 0,
    Possible = 1,
    Unlikely = 2,
}
