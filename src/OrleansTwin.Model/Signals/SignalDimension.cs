namespace OrleansTwin.Model.Signals;

public enum SignalDimension
{
    Configuration = 0,
    Identity = 1,
    Network = 2,
    Data = 3,
}
