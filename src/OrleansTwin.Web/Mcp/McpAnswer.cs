using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Web.Mcp;

/// <summary>Answers of the tools: facts apart from log text, bounded.</summary>
internal static class McpAnswer
{
    /// <summary>Bytes of one answer; past it the caller is told to ask for less.</summary>
    public const int BytesMax = 128 * 1024;

    public static CallToolResult Of(object? answer)
    {
        var parted = Untrusted.Part(answer as JsonNode ?? JsonSerializer.SerializeToNode(answer, TwinJson.Options));
        var text = parted.ToJsonString(TwinJson.Options);
        return Encoding.UTF8.GetByteCount(text) > BytesMax
            ? Wrong($"The answer has more than {BytesMax} bytes; ask for fewer rows, or for one entity or incident.")
            : new() { Content = [new TextContentBlock { Text = text }], StructuredContent = JsonSerializer.SerializeToElement(parted, TwinJson.Options) };
    }

    /// <summary>The words are ours; what was asked stands in them only where <see cref="Text.PlainText"/> made it harmless.</summary>
    public static CallToolResult Wrong(string why) => new() { IsError = true, Content = [new TextContentBlock { Text = why }] };
}
