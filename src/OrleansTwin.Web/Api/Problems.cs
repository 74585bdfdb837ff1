using Microsoft.AspNetCore.Http;
using OrleansTwin.Web.Text;

namespace OrleansTwin.Web.Api;

/// <summary>Problem details (RFC 9457): what, where, the offending value, what is allowed.</summary>
internal static class Problems
{
    private const int ValueMax = 200;

    public static IResult Bad(string where, string? value, string allowed) => Results.Problem(
        title: "The request cannot be understood.",
        detail: $"{where}: `{PlainText.Of(value, ValueMax)}` is not allowed; expected {allowed}",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["where"] = where, ["allowed"] = allowed });

    public static IResult NotKnown(string what, string id) => Results.Problem(
        title: $"This {what} is not known.",
        detail: $"no {what} `{PlainText.Of(id, ValueMax)}` is known; nothing is said about whether it exists",
        statusCode: StatusCodes.Status404NotFound);

    /// <summary>It exists, but not yet at the time asked for.</summary>
    public static IResult NotYet(string what, string id, DateTimeOffset at, DateTimeOffset firstSeen) => Results.Problem(
        title: $"This {what} was not known then.",
        detail: $"{what} `{PlainText.Of(id, ValueMax)}` does not follow from the events up to {Times.Machine(at)}; its first event is of {Times.Machine(firstSeen)}",
        statusCode: StatusCodes.Status404NotFound,
        extensions: new Dictionary<string, object?> { ["allowed"] = $"a time from {Times.Machine(firstSeen)}", ["firstSeen"] = Times.Machine(firstSeen) });

    public static IResult NoRoute(string path) => Results.Problem(
        title: "There is nothing at this address.",
        detail: $"`{PlainText.Of(path, ValueMax)}` is no address of the API; /openapi/v1.json lists them all",
        statusCode: StatusCodes.Status404NotFound,
        extensions: new Dictionary<string, object?> { ["allowed"] = "/openapi/v1.json" });

    public static IResult Gone(string where, long asked, long oldest, long last) => Results.Problem(
        title: "This place of the alert journal is not kept.",
        detail: $"{where}: entries after number {asked} are not kept in full; the oldest kept is {oldest}, the last is {last}",
        statusCode: StatusCodes.Status410Gone,
        extensions: new Dictionary<string, object?> { ["oldest"] = oldest, ["last"] = last });

    public static IResult Full(int readers) => Results.Problem(
        title: "The alert stream has all the readers it takes.",
        detail: $"{readers} readers are served at a time; come again later",
        statusCode: StatusCodes.Status503ServiceUnavailable);
}
