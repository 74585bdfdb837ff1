using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Clouds;

/// <summary>
/// What every model does with one line of <c>twin access decide</c>: JSON within bounds in, JSON of the agreed shape out. A line that cannot
/// be read answers Undetermined with its errors.
/// </summary>
internal static class CloudCase
{
    public const int LineCharactersMax = 16 * 1024 * 1024;
    private const int DepthMax = 32;

    private static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a line and has it decided.</summary>
    /// <param name="line">The case as JSON.</param>
    /// <param name="decide">Decides the object of a case; null where the request could not be read.</param>
    public static CloudAnswer Answer(string line, Func<JsonElement, CaseProblems, CloudDecision?> decide)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length > LineCharactersMax)
        {
            return Refused($"the case has {line.Length} characters; allowed are {LineCharactersMax}");
        }

        try
        {
            // As bytes: half a surrogate pair becomes the replacement character, where text would be refused by an exception.
            using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(line), new JsonDocumentOptions { MaxDepth = DepthMax });
            return Answer(parsed.RootElement, decide);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // System.Text.Json decodes strings late; a lone surrogate shows only when it is read.
            return Refused($"the case is no JSON object of a depth up to {DepthMax} with valid text");
        }
    }

    private static CloudAnswer Answer(JsonElement root, Func<JsonElement, CaseProblems, CloudDecision?> decide)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refused("a case is a JSON object");
        }

        var problems = new CaseProblems();
        var id = root.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var decision = decide(root, problems) ?? Undecided;
        ImmutableArray<string> unread = [.. problems.Found];
        return new(id, decision, unread, Write(id, decision, unread));
    }

    private static CloudDecision Undecided { get; } = new() { Outcome = AccessOutcome.Undetermined, Reasons = [], Missing = [], Errors = [] };

    private static CloudAnswer Refused(string error) => new(null, Undecided, [error], Write(null, Undecided, [error]));

    private static string Write(string? id, CloudDecision decision, ImmutableArray<string> unread)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            Write(json, "id", id);
            json.WriteString("decision", decision.Outcome.ToString());
            json.WriteStartArray("reasons");
            foreach (var reason in decision.Reasons)
            {
                json.WriteStartObject();
                Write(json, "layer", reason.Layer);
                Write(json, "policy", reason.Policy);
                Write(json, "statement", reason.Statement);
                Write(json, "effect", reason.Effect);
                Write(json, "why", reason.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteList(json, "missing", decision.Missing);
            WriteList(json, "errors", unread.Concat(decision.Errors));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // A message may have cut a pair in two; as bytes it is told with the replacement character.
    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, Encoding.UTF8.GetBytes(value));
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(Encoding.UTF8.GetBytes(value));
        }

        json.WriteEndArray();
    }
}
