using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Story;

/// <summary>Moves by kind of target and by kind of foothold (<c>Data/moves.json</c>).</summary>
internal sealed record MoveKnowledge(TargetMove[] Targets, FootholdMove[] Footholds)
{
    public static MoveKnowledge Current { get; } = EmbeddedJson.Read<MoveKnowledge>("moves.json");

    public TargetMove? Of(string type, string can) =>
        Array.Find(Targets, move => Pattern.MatchesAny(move.Types, type) && Pattern.MatchesAny(move.Can, can));

    public FootholdMove? OfFoothold(string kind) => Array.Find(Footholds, move => move.Is == kind);
}
