using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Policies;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Parts that several forms of change share: policies and rules as JSON writes them.</summary>
internal static class ChangeJson
{
    public static string Required(JsonElement e, string name) => Text(e, name) is { Length: > 0 } text ? text : throw new ChangeProblem($"`{name}` is missing");

    /// <summary>A policy given as text, as URL-encoded text, or as an object.</summary>
    public static CompiledPolicy Policy(JsonElement e, string property, string name)
    {
        if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty(property, out var document))
        {
            throw new ChangeProblem($"`{property}` is missing");
        }

        return Policy(document, name);
    }

    public static CompiledPolicy Policy(JsonElement document, string name)
    {
        var text = document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText();
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            text = Uri.UnescapeDataString(text);
        }

        var read = PolicyReader.Read(text);
        return read.Document is { } parsed ? CompiledPolicy.Compile(name, parsed)
            : throw new ChangeProblem($"policy {name}: {string.Join("; ", read.Diagnostics.Take(3).Select(static d => $"{d.Place}: {d.Message}"))}");
    }

    /// <summary>A rule from protocol, ports and peers; a peer that is no range, group or prefix list is a problem.</summary>
    public static PacketRule Rule(string? protocol, int? from, int? to, IEnumerable<string> ranges, IEnumerable<string> groups, IEnumerable<string> prefixLists)
    {
        var parsed = ranges.Select(static text => AddressRange.TryParse(text, out var range) ? range : throw new ChangeProblem($"`{text}` is no address or range"));
        var number = Protocols.Number(protocol);
        return new(number, number is null || from is < 0 ? null : from, number is null || to is < 0 ? null : to, [.. parsed], [.. groups.Select(static g => g[(g.LastIndexOf('/') + 1)..])], [.. prefixLists]);
    }

    public static int? Number(JsonElement e, string name) =>
        e.ValueKind != JsonValueKind.Object || !e.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    /// <summary>Objects of a list, or of the <c>items</c> that EC2's records wrap lists in.</summary>
    public static IEnumerable<JsonElement> Wrapped(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var list) ? list.ValueKind == JsonValueKind.Object ? Items(list, "items") : Items(e, name) : [];

    public static JsonElement Part(JsonElement e, string name) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var part) ? part : default;
}
