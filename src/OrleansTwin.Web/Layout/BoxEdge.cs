using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Web.Layout;

/// <summary>An arrow between boxes; <paramref name="Weight"/> says how much it belongs to the attack's own path.</summary>
internal sealed record BoxEdge(string From, string To, string Kind, Certainty Certainty, int? Step, int Count, int Weight);
