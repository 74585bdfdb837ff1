using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// An act that matters (<see cref="ActCatalog"/>), done for the first time by an identity with a past, while where it works from or with
/// what is new too. The newness alone stays low; the meaning of the act is the second kind of evidence that lifts it.
/// </summary>
internal static class OutOfCharacter
{
    /// <summary>Subject that the overflow of subjects shares: many in one, so nothing is new for it.</summary>
    private const string SharedSubject = "*";

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        foreach (var subject in scope.Baseline.Subjects.Where(static subject => subject != SharedSubject))
        {
            foreach (var (action, stat) in scope.FirstSeen(subject, Dimension.Action))
            {
                if (scope.Context.Acts.Of(action) is { } act && Judge(scope, subject, action, stat, act) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static Finding? Judge(DeriveScope scope, string subject, string action, ValueStat stat, Act act)
    {
        if (Ways.Of(scope.State, subject, scope.Context, stat.First) is not { } ways || ways.Knows(Dimension.Action, action))
        {
            return null;
        }

        var (address, agent) = (ways.IsNewAddress(stat.Context.Address), ways.IsNewAgent(stat.Context.Agent));
        List<string> odd = [];
        Add(odd, address, $"a new address ({Draft.Cut(stat.Context.Address)})");
        Add(odd, agent, $"a new client program ({Draft.Cut(stat.Context.Agent)})");
        Add(odd, ways.IsUnusualHour(), "an hour of the day in which it was never active");
        Add(odd, !scope.Lists.Reads(action) && ways.OnlyRead(), "its first change after reading only");
        var needed = scope.Context.Noise.JointRarity ? scope.Thresholds.OddWaysMin : 1;
        if ((!address && !agent) || odd.Count < needed)
        {
            return null;
        }

        var finding = new Draft
        {
            Rule = RuleIds.OutOfCharacter,
            Position = stat.First,
            Subject = subject,
            Anchor = action,
            Title = $"{scope.Context.Options.Rule(RuleIds.OutOfCharacter).Title}: {Draft.Cut(action)}",
            Novelty = Scoring.Novelty.Subject,
            Dimension = "way of working",
            Observed = $"{Draft.Cut(action)} with {string.Join(", ", odd)}",
            Expected = "acts of weight from where and with what this identity works",
            Window = ways.Past.Text,
            Text = $"{Words.Who(scope, subject)} called {Draft.Cut(action)} for the first time, with {string.Join(" and ", odd)}; {ways.Past.Text}.",
            Actor = stat.Context,
            Related = stat.Context.Resource is { Length: > 0 } resource ? [new EntityId(resource)] : [],
            Evidence = [stat.First.EventId],
        }.Make(scope);
        return finding with { Signal = finding.Signal with { Techniques = Join(finding.Signal.Techniques, act.Technique), Tactics = Join(finding.Signal.Tactics, act.Tactic) } };
    }

    private static void Add(List<string> odd, bool holds, string words)
    {
        if (holds)
        {
            odd.Add(words);
        }
    }

    private static ValueArray<string> Join(ValueArray<string> own, string more) => own.Append(more).Distinct().Order(StringComparer.Ordinal).ToValueArray();
}
