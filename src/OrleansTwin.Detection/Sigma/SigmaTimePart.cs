namespace OrleansTwin.Detection.Sigma;

/// <summary>Part of a date that a time modifier takes. Weeks are ISO 8601 weeks, all parts are UTC.</summary>
public enum SigmaTimePart
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}
