namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>response</c> of an <c>api</c>: the error as the service names it.</summary>
internal sealed record OcsfApiResponse(string Error);
