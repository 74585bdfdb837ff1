namespace OrleansTwin.Model.Events;

/// <summary>What kind of record it is. Volumes are counted from <see cref="Data"/> and <see cref="Flow"/> only.</summary>
public enum EventCategory
{
    Management = 0,
    Data = 1,
    NetworkActivity = 2,
    Insight = 3,
    ServiceEvent = 4,
    SignIn = 5,
    Flow = 6,
    Finding = 7,
}
