namespace OrleansTwin.Grains.Abstractions;

/// <summary>How the report of an incident is written.</summary>
public enum ReportFormat
{
    Markdown = 0,

    /// <summary>One page with its own style and no script.</summary>
    Html = 1,

    /// <summary>A STIX 2.1 bundle (JSON).</summary>
    Stix = 2,
}
