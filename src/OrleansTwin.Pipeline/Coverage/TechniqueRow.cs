using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// An ATT&amp;CK technique in one cloud: whether a rule looks at it whose records come. A technique has many ways; that a rule sees one says nothing of the
/// others.
/// </summary>
/// <param name="Seen">Best of its rules in the best account.</param>
/// <param name="Rules">Each rule with how its records would be seen.</param>
/// <param name="Elsewhere">Accounts and regions where it is worse than <paramref name="Seen"/>.</param>
/// <param name="More">Places of that kind left out.</param>
public sealed record TechniqueRow(Cloud Cloud, string Technique, ValueArray<string> Tactics, Sighting Seen, string Why, ValueArray<TechniqueRule> Rules, ValueArray<PlaceSeen> Elsewhere, int More, ValueArray<Advice> Settings) : CoverageRow("technique")
{
    public override (string About, string Seen, string Why) ToCells() => ($"{Technique} ({Cloud})", Words(Seen), Why);
}
