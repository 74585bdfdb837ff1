using System.Text.Json.Nodes;

namespace OrleansTwin.Incidents.Response;

/// <summary>A JSON file the command reads (<see cref="JsonTemplate"/>).</summary>
internal sealed record ResponseFile(string Name, JsonNode Json);
