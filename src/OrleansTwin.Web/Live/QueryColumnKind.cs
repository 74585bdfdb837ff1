namespace OrleansTwin.Web.Live;

/// <summary>How a column of a query's rows is shown.</summary>
public enum QueryColumnKind
{
    Text,

    /// <summary>A link to the entity.</summary>
    Entity,

    /// <summary>A link to the incident.</summary>
    Incident,

    Severity,

    Time,
}
