using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Response;

/// <summary>All actions, in the order in which they are best done.</summary>
internal static class ResponseCatalogue
{
    private static readonly string[] Files = ["response-aws.json", "response-azure.json", "response-gcp.json"];

    public static IReadOnlyList<ResponseAction> All { get; } =
        [.. Files.SelectMany(EmbeddedJson.Read<ResponseAction[]>).OrderBy(static action => action.Order).ThenBy(static action => action.Id, StringComparer.Ordinal)];
}
