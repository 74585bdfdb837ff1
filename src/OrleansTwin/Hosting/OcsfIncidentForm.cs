using OrleansTwin.Model.Incidents;
using OrleansTwin.Sinks.Ocsf;
using OrleansTwin.Web.Api;

namespace OrleansTwin.Hosting;

/// <summary>The incident as OCSF Incident Finding (class 2005), the same line as <c>replay --format ocsf</c> writes.</summary>
internal sealed class OcsfIncidentForm : IIncidentForm
{
    public string Name => "ocsf";

    public string ContentType => "application/json; charset=utf-8";

    public string Write(Incident incident) => OcsfFormat.Line(incident);
}
