namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>api</c>.</summary>
internal sealed record OcsfApi(string Operation, OcsfName Service, OcsfApiResponse? Response);
