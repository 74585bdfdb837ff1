using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>One line of the blind-spot map.</summary>
/// <param name="Kind">log, source, crownJewel, network, technique or gap.</param>
public abstract record CoverageRow([property: JsonPropertyOrder(-1)] string Kind)
{
    /// <summary>The row as one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GetType(), TwinJson.Options);

    /// <summary>What it is about, how it is seen and why, for a table.</summary>
    public abstract (string About, string Seen, string Why) ToCells();

    /// <summary>A sighting in words.</summary>
    public static string Words(Sighting sighting) => sighting switch
    {
        Sighting.InSeconds => "in seconds",
        Sighting.InMinutes => "in minutes",
        Sighting.ChangeOnly => "only the change",
        Sighting.NotAtAll => "not at all",
        Sighting.Unknown => "not known",
        _ => throw new ArgumentOutOfRangeException(nameof(sighting)),
    };
}
