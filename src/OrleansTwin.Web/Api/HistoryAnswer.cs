using System.Text.Json.Nodes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Web.Api;

/// <summary>Changes of an entity, as <see cref="RecordJson"/> writes them.</summary>
internal sealed record HistoryAnswer(EntityId Id, DateTimeOffset? At, IReadOnlyList<JsonObject> Changes);
