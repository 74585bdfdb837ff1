using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Api;

/// <summary>A form of the incident report that lies outside of this assembly: its word in <c>?format=</c>, its content type, and the text.</summary>
public interface IIncidentForm
{
    string Name { get; }

    string ContentType { get; }

    string Write(Incident incident);
}
