using System.Text.Json;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>An advanced event selector: every field must hold; operators of a field all hold; of an operator's values one does, of a negated one none.</summary>
internal static class AdvancedSelector
{
    private static readonly (string Name, Func<OpenText, string, bool?> Holds)[] Operators =
    [
        ("equals", static (text, value) => text.Is(value)),
        ("startsWith", static (text, value) => text.StartsWith(value)),
        ("endsWith", static (text, value) => text.EndsWith(value)),
    ];

    public static Func<RecordedCall, bool?> Read(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Array)
        {
            return static _ => null;
        }

        Func<RecordedCall, bool?>[] all = [.. fields.EnumerateArray().Select(Field)];
        return call => Ternary.All(all.Select(field => field(call)));
    }

    /// <summary>What is known of the ARN that a data event of the call names.</summary>
    public static OpenText ResourceOf(RecordedCall call) => call.Resource is null ? OpenText.Any : call.IsWithin ? new(call.Resource + "/", true) : new(call.Resource, false);

    private static Func<RecordedCall, bool?> Field(JsonElement field)
    {
        if (field.ValueKind != JsonValueKind.Object || SelectorJson.Text(field, "field") is not { } name)
        {
            return static _ => null;
        }

        var tests = new List<Func<OpenText, bool?>>();
        foreach (var (word, holds) in Operators)
        {
            Add(tests, SelectorJson.Texts(field, word), holds, negated: false);
            Add(tests, SelectorJson.Texts(field, "not" + word), holds, negated: true);
        }

        return tests.Count == 0 ? static _ => null : call => Ternary.All(tests.Select(test => test(ValueOf(name, call))));
    }

    private static void Add(List<Func<OpenText, bool?>> tests, IReadOnlyList<string>? values, Func<OpenText, string, bool?> holds, bool negated)
    {
        if (values is null)
        {
            tests.Add(static _ => null);
        }
        else if (values.Count > 0)
        {
            tests.Add(text =>
            {
                var one = Ternary.Any(values.Select(value => holds(text, value)));
                return negated ? !one : one;
            });
        }
    }

    private static OpenText ValueOf(string field, RecordedCall call) => field switch
    {
        "eventCategory" => OpenText.Of(call.IsData ? "Data" : "Management"),
        "readOnly" => OpenText.Of(call.ReadOnly ? "true" : "false"),
        "eventSource" => OpenText.Of(call.Source),
        "eventName" => OpenText.Of(call.Name),
        "resources.type" => OpenText.Of(call.Type),
        "resources.ARN" => ResourceOf(call),
        _ => OpenText.Any,
    };
}
