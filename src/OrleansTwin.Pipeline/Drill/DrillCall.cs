using System.Text.Json.Nodes;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>The record of one call, with placeholders; one entry of <c>Data/drill.json</c>.</summary>
/// <param name="Call"><c>service:Name</c>.</param>
/// <param name="Data">For data events: the resource type that selectors name.</param>
/// <param name="Origin">Where its shape is documented.</param>
public sealed record DrillCall(string Call, bool ReadOnly, string? Data, string Origin, JsonNode? Request, JsonNode? Response, JsonNode? Resources);
