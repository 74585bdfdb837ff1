using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>
/// Lines in the Open Cybersecurity Schema Framework 1.3.0 (https://schema.ocsf.io/1.3.0): signals and alerts as Detection Finding,
/// incidents as Incident Finding, events as API Activity. What is not known is left out; escaping keeps hostile text inert.
/// </summary>
public static class OcsfFormat
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
    };

    public static string Line(Signal signal) => JsonSerializer.Serialize(OcsfDetectionFinding.Of(signal), Options);

    public static string Line(Alert alert) => JsonSerializer.Serialize(OcsfDetectionFinding.Of(alert), Options);

    public static string Line(Incident incident) => JsonSerializer.Serialize(OcsfIncidentFinding.Of(incident), Options);

    public static string Line(EventRecord record) => JsonSerializer.Serialize(OcsfApiActivity.Of(record), Options);
}
