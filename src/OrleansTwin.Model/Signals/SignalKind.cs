namespace OrleansTwin.Model.Signals;

/// <summary>The method by which a signal was found.</summary>
public enum SignalKind
{
    Indicator = 0,
    Behavior = 1,
    Configuration = 2,
    Sequence = 3,
    ThirdParty = 4,
    Decoy = 5,
}
