using System.Text.Json;

namespace OrleansTwin.Bench.Load;

/// <summary>One API call of the load and how CloudTrail writes its parameters and answer ("CloudTrail record contents").</summary>
internal sealed record LoadApi(string Service, string Name)
{
    public bool ReadOnly { get; init; }

    /// <summary>A data event: of an object or an item, with its container under <c>resources</c>.</summary>
    public bool IsOfData { get; init; }

    public Action<Utf8JsonWriter, LoadTarget> Request { get; init; } = static (_, _) => { };

    /// <summary>Null where the record's <c>responseElements</c> is null.</summary>
    public Action<Utf8JsonWriter, LoadTarget>? Response { get; init; }
}
