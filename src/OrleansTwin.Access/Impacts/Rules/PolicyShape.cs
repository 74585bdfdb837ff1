using System.Text.Json;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>
/// A resource policy as the log holds it: a document, or a single statement that the service keeps by its id (Lambda permissions),
/// which is wrapped into one.
/// </summary>
internal static class PolicyShape
{
    private const int DepthMax = 64;

    public static string? Document(string? json)
    {
        if (JsonText.Document(json) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            var root = document.RootElement;
            return root.TryGetProperty("Statement", out _) || !root.TryGetProperty("Effect", out _)
                ? text
                : $$"""{"Version":"2012-10-17","Statement":[{{text}}]}""";
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
