namespace OrleansTwin.Web.Api;

/// <summary>The state in a word; shards that are open where it was asked whether the server is ready.</summary>
internal sealed record HealthAnswer(string Status, int? Shards);
