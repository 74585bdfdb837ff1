using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// One line of <c>twin access decide</c>: JSON in, JSON out, as CONTRACTS states. A case that cannot be read answers
/// Undetermined with its errors; a policy inside it that cannot be read counts as not seen.
/// </summary>
public static class DecideCase
{
    public const int LineBytesMax = 16 * 1024 * 1024;
    private const int DepthMax = 32;

    /// <summary>Decides one case.</summary>
    /// <param name="line">The case as JSON.</param>
    /// <param name="managed">Looks up managed policies given by ARN only.</param>
    public static string Decide(string line, ManagedPolicyCatalogue managed) => Answer(line, managed).Json;

    /// <summary>Decides one case and keeps what a reader may want beside the JSON.</summary>
    public static DecideAnswer Answer(string line, ManagedPolicyCatalogue managed)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(managed);
        if (line.Length > LineBytesMax)
        {
            return Refused(null, $"the case has {line.Length} characters; allowed are {LineBytesMax}");
        }

        try
        {
            using var parsed = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = DepthMax });
            return Answer(parsed.RootElement, managed);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Refused(null, "the case is no JSON object of allowed depth");
        }
    }

    public static DecideAnswer Answer(JsonElement element, ManagedPolicyCatalogue managed)
    {
        ArgumentNullException.ThrowIfNull(managed);
        var reader = new DecideCaseReader(managed);
        var read = reader.Read(element);
        if (read.Request is null)
        {
            return Refused(read.Id, [.. reader.Errors]);
        }

        var decision = AccessDecider.Decide(read.Policies, read.Request);
        return new(read.Id, decision, [.. reader.Errors], Write(read.Id, decision, reader.Errors));
    }

    private static DecideAnswer Refused(string? id, params ImmutableArray<string> errors)
    {
        var decision = new AccessDecision
        {
            Outcome = AccessOutcome.Undetermined,
            Reasons = [],
            Missing = [],
            Conditions = [],
            Errors = [],
            HasUnseenPolicy = true,
        };
        return new(id, decision, errors, Write(id, decision, errors));
    }

    private static string Write(string? id, AccessDecision decision, IReadOnlyCollection<string> readErrors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("decision", decision.Outcome.ToString());
            json.WriteStartArray("reasons");
            foreach (var reason in decision.Reasons)
            {
                json.WriteStartObject();
                json.WriteString("layer", LayerName(reason.Layer));
                json.WriteString("policy", reason.Policy);
                json.WriteString("statement", reason.Statement);
                json.WriteString("effect", reason.Effect switch { PolicyEffect.Allow => "Allow", PolicyEffect.Deny => "Deny", _ => null });
                json.WriteString("why", reason.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteList(json, "missing", decision.Missing);
            WriteList(json, "errors", readErrors.Concat(decision.Errors));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>The layer's name in files.</summary>
    public static string LayerName(PolicyLayer layer) => JsonNamingPolicy.CamelCase.ConvertName(layer.ToString());
}
