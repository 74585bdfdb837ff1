using System.Text.Json;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>The parts of one record a catalogue path may begin with: <c>req</c>, <c>res</c>, <c>add</c>, <c>svc</c>, and <c>item</c> inside an <c>each</c>.</summary>
internal sealed class RecordParts : IDisposable
{
    private const int DepthMax = 64;

    private readonly JsonDocument? _request;
    private readonly JsonDocument? _response;
    private readonly JsonDocument? _additional;
    private readonly JsonDocument? _service;

    public RecordParts(CloudEvent recorded)
    {
        Event = recorded;
        _request = Parse(recorded.Request);
        _response = Parse(recorded.Response);
        _additional = Parse(recorded.Additional);
        _service = Parse(recorded.ServiceDetails);
    }

    public CloudEvent Event { get; }

    /// <summary>Element of the present <c>each</c>.</summary>
    public JsonElement? Item { get; set; }

    /// <summary>A part that is there is no readable JSON.</summary>
    public bool Unreadable { get; private set; }

    public JsonElement? Of(string name) => name switch
    {
        "req" => _request?.RootElement,
        "res" => _response?.RootElement,
        "add" => _additional?.RootElement,
        "svc" => _service?.RootElement,
        "item" => Item,
        _ => null,
    };

    public void Dispose()
    {
        _request?.Dispose();
        _response?.Dispose();
        _additional?.Dispose();
        _service?.Dispose();
    }

    private JsonDocument? Parse(ReadOnlyMemory<byte> part)
    {
        if (part.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(part, new() { MaxDepth = DepthMax });
        }
        catch (JsonException)
        {
            Unreadable = true;
            return null;
        }
    }
}
