using System.Text.Json;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// What the event selectors of a trail record (AWS CloudTrail User Guide, "Logging management events", "Logging data events"; CloudTrail API,
/// EventSelector and AdvancedFieldSelector). Both spellings are read: that of the log (<c>fieldSelectors</c>) and that of the command line
/// (<c>FieldSelectors</c>). A selector with a part that is not understood leaves open what it may record.
/// </summary>
public sealed class TrailSelectors
{
    private const int DepthMax = 32;

    private readonly Func<RecordedCall, bool?>[] _selectors;

    private TrailSelectors(params Func<RecordedCall, bool?>[] selectors) => _selectors = selectors;

    /// <summary>A trail without selectors of its own records all management events and no data events.</summary>
    public static TrailSelectors Default { get; } = new(static call => !call.IsData);

    /// <summary>Null where the text is no list of selectors.</summary>
    public static TrailSelectors? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
            return document.RootElement.ValueKind != JsonValueKind.Array ? null : new([.. document.RootElement.EnumerateArray().Select(static one => Selector(one.Clone()))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether such a call is recorded; null where the selectors do not tell.</summary>
    public bool? Records(RecordedCall call) => Ternary.Any(_selectors.Select(selector => selector(call)));

    private static Func<RecordedCall, bool?> Selector(JsonElement selector)
    {
        if (selector.ValueKind != JsonValueKind.Object)
        {
            return static _ => null;
        }

        return SelectorJson.Member(selector, "fieldSelectors") is { } fields ? AdvancedSelector.Read(fields) : BasicSelector.Read(selector);
    }
}
