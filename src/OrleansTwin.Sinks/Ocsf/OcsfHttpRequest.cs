namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>http_request</c>.</summary>
internal sealed record OcsfHttpRequest(string UserAgent);
