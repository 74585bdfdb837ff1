using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Ids;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>
/// What expressions of one event can see: its parts, parsed when first asked for, and the variables of the iterations they stand in.
/// </summary>
internal sealed class Scope(CloudEvent source, Entries.ApiEntry entry) : IDisposable
{
    private const int DepthMax = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    private readonly List<KeyValuePair<string, JsonElement>> _variables = [];
    private readonly JsonDocument?[] _documents = new JsonDocument?[PartCount];
    private readonly bool[] _parsed = new bool[PartCount];

    private const int PartCount = 6;

    public CloudEvent Event { get; } = source;

    public string Account => Event.Account;

    public string Region => Event.Region;

    public string Partition { get; } = Partitions.Of(source.Actor.Arn, source.Region);

    /// <summary>A part that was asked for is no readable JSON.</summary>
    public bool Unreadable { get; private set; }

    /// <summary>A part that was asked for was left out of the record for its size.</summary>
    public bool Omitted { get; private set; }

    public JsonElement Part(RecordPart part)
    {
        var index = (int)part;
        if (!_parsed[index])
        {
            _parsed[index] = true;
            _documents[index] = Read(Bytes(part));
        }

        var root = _documents[index]?.RootElement ?? default;
        return root.ValueKind == JsonValueKind.Object ? Inner(root, part) : root;
    }

    public JsonElement Variable(string name)
    {
        for (var index = _variables.Count - 1; index >= 0; index--)
        {
            if (_variables[index].Key == name)
            {
                return _variables[index].Value;
            }
        }

        return default;
    }

    public void Push(string name, JsonElement value) => _variables.Add(new(name, value));

    public void Pop() => _variables.RemoveAt(_variables.Count - 1);

    public void Dispose()
    {
        foreach (var document in _documents)
        {
            document?.Dispose();
        }
    }

    // EC2's query protocol wraps some calls as a whole: {"CreateNatGatewayRequest":{…}}, {"CreateNatGatewayResponse":{…}}.
    private JsonElement Inner(JsonElement root, RecordPart part)
    {
        if (root.TryGetProperty("omitted"u8, out var omitted) && omitted.ValueKind == JsonValueKind.True)
        {
            Omitted = true;
        }

        var wrapper = part switch
        {
            RecordPart.Request => entry.RequestWrapper,
            RecordPart.Response => entry.ResponseWrapper,
            RecordPart.Additional or RecordPart.Details or RecordPart.Resources or RecordPart.Record => null,
            _ => null,
        };
        return wrapper is not null && root.TryGetProperty(wrapper, out var inner) && root.GetPropertyCount() == 1 ? inner : root;
    }

    private ReadOnlyMemory<byte> Bytes(RecordPart part) => part switch
    {
        RecordPart.Request => Event.Request,
        RecordPart.Response => Event.Response,
        RecordPart.Additional => Event.Additional,
        RecordPart.Details => Event.ServiceDetails,
        RecordPart.Resources => Event.Resources,
        RecordPart.Record => Event.Raw,
        _ => default,
    };

    private JsonDocument? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException)
        {
            Unreadable = true;
            return null;
        }
    }
}
