namespace OrleansTwin.Model.Impacts;

public enum GainCertainty
{
    Always = 0,
    Conditional = 1,
    Unknown = 2,
}
