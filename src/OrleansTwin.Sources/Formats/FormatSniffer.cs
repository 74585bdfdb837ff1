using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// Finds the format of a JSON record from its top-level keys, by the embedded <c>formats.json</c>; the first signature that fits wins.
/// Works on broken records too, with the keys that can still be read.
/// </summary>
public static class FormatSniffer
{
    private const string Resource = "OrleansTwin.Sources.Formats.formats.json";
    private const int KeysMax = 64;
    private const int NamesMax = 512;

    // Static fields are set from the top: the options stand before what is loaded with them.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<RecordFormat>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };
    private static readonly FormatSignature[] Signatures = Load();
    private static readonly FrozenDictionary<string, int> Bits = NumberKeys();
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BitsBySpan = Bits.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly Compiled[] Tests = [.. Signatures.Select(Compile)];

    /// <summary>The format of a record; Unknown where no signature fits.</summary>
    public static RecordFormat FormatOf(ReadOnlySpan<byte> record)
    {
        // Native CloudTrail begins with this key and nothing else does.
        if (record.StartsWith("{\"eventVersion\":"u8))
        {
            return RecordFormat.CloudTrail;
        }

        var keys = Keys(record);
        foreach (var test in Tests)
        {
            if ((keys & test.All) == test.All && (test.Any == 0 || (keys & test.Any) != 0) && HasTexts(record, test.Texts))
            {
                return test.Format;
            }
        }

        return RecordFormat.Unknown;
    }

    /// <summary>As the other, then by signatures told from outside, which were numbered nowhere.</summary>
    public static RecordFormat FormatOf(ReadOnlySpan<byte> record, IReadOnlyList<FormatSignature> further)
    {
        var format = FormatOf(record);
        if (format != RecordFormat.Unknown || further.Count == 0)
        {
            return format;
        }

        var names = Names(record);
        foreach (var signature in further)
        {
            if (Array.TrueForAll(signature.All, names.Contains) && (signature.Any.Length == 0 || Array.Exists(signature.Any, names.Contains))
                && HasTexts(record, [.. signature.Text.Select(Encoding.UTF8.GetBytes)]))
            {
                return signature.Format;
            }
        }

        return RecordFormat.Unknown;
    }

    private static HashSet<string> Names(ReadOnlySpan<byte> record)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(record, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
            while (names.Count < NamesMax && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueSpan.Length <= KeysMax && !reader.ValueIsEscaped)
                {
                    names.Add(Encoding.UTF8.GetString(reader.ValueSpan));
                }
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == 1 && !reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // The keys before the fault are what is known.
        }

        return names;
    }

    private static UInt128 Keys(ReadOnlySpan<byte> record)
    {
        UInt128 keys = 0;
        Span<char> name = stackalloc char[KeysMax];
        try
        {
            // Not the final block: a record that is cut short ends the keys, and throws nothing.
            var reader = new Utf8JsonReader(record, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueSpan.Length <= KeysMax && !reader.ValueIsEscaped
                    && BitsBySpan.TryGetValue(name[..Encoding.UTF8.GetChars(reader.ValueSpan, name)], out var bit))
                {
                    keys |= UInt128.One << bit;
                }
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == 1 && !reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // The keys before the fault are what is known.
        }

        return keys;
    }

    private static bool HasTexts(ReadOnlySpan<byte> record, byte[][] texts)
    {
        foreach (var text in texts)
        {
            if (record.IndexOf(text) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static FormatSignature[] Load()
    {
        using var stream = typeof(FormatSniffer).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is not in the assembly");
        return JsonSerializer.Deserialize<FormatSignature[]>(stream, Options)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is empty");
    }

    private static FrozenDictionary<string, int> NumberKeys() =>
        Signatures.SelectMany(static signature => signature.All.Concat(signature.Any)).Distinct(StringComparer.Ordinal)
            .Select(static (key, index) => KeyValuePair.Create(key, index)).ToFrozenDictionary(StringComparer.Ordinal);

    private static Compiled Compile(FormatSignature signature) =>
        new(signature.Format, Mask(signature.All), Mask(signature.Any), [.. signature.Text.Select(static text => Encoding.UTF8.GetBytes(text))]);

    private static UInt128 Mask(string[] keys) =>
        keys.Aggregate(UInt128.Zero, static (mask, key) => mask | (UInt128.One << Bits[key]));

    private sealed record Compiled(RecordFormat Format, UInt128 All, UInt128 Any, byte[][] Texts);
}
