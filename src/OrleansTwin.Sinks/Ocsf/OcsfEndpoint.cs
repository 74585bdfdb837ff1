namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>network_endpoint</c>. A CloudTrail source may be a service name instead of an address: then it is <c>svc_name</c>.</summary>
internal sealed record OcsfEndpoint(string? Ip, string? SvcName)
{
    public static OcsfEndpoint? Of(string? source) => source is null ? null : System.Net.IPAddress.TryParse(source, out _) ? new(source, null) : new(null, source);
}
