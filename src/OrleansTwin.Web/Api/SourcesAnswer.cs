using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Web.Api;

/// <summary>The sources of the server, by name.</summary>
internal sealed record SourcesAnswer(IReadOnlyList<SourceReport> Sources);
