namespace OrleansTwin.Model.Alerts;

public enum AlertState
{
    Open = 0,
    Amended = 1,
    Retracted = 2,
}
