using CsCheck;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>Random worlds decided here from their JSON, and by another decider; both answers and the reference's must be the same.</summary>
public sealed class DecideComparisonTests
{
    private const int Worlds = 1_500;

    [Fact]
    public async Task Given_RandomWorldsAsCases_When_DecidedByAnother_Then_BothAgreeWhereItAnswers()
    {
        ReferenceWorld[] worlds = [];
        WorldGen.World.Array[Worlds].Sample(made => worlds = [.. made.Select(TamedWorld.Of)], iter: 1, threads: 1);
        var cases = worlds.Select(static (world, i) => WorldCase.Line($"{i}", world)).ToList();

        var others = await OtherDecider.DecideAsync(cases, TestContext.Current.CancellationToken);

        var differing = new List<string>();
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < worlds.Length; i++)
        {
            var own = DecideCase.Answer(cases[i], ManagedPolicyCatalogue.Empty);
            Assert.Empty(own.Unread);
            Assert.Equal(ReferenceDecider.Decide(worlds[i]), own.Decision.Outcome);
            var (decision, why) = others[$"{i}"];
            if (decision is null)
            {
                skipped[why!] = skipped.GetValueOrDefault(why!) + 1;
            }
            else if (decision != own.Decision.Outcome.ToString() && !GrantedToTheSession(worlds[i]))
            {
                differing.Add($"{decision} there, {own.Decision.Outcome} here: {cases[i]}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{worlds.Length - skipped.Values.Sum() - differing.Count} agree, {differing.Count} differ, skipped: {string.Join(", ", skipped.Select(static s => $"{s.Value} {s.Key}"))}");
        Assert.True(differing.Count == 0, string.Join('\n', differing.Take(10)));
        Assert.True(skipped.Values.Sum() < worlds.Length * 4 / 5, "too few were compared");
    }

    /// <summary>
    /// What a resource's policy grants to a role session by its own ARN stands outside of an implicit denial by the session policy
    /// (IAM user guide, "Policies and permissions", session policies); the other decider lets the session policy limit it.
    /// </summary>
    private static bool GrantedToTheSession(ReferenceWorld w) => w.Session is not null
        && w.Resource?.Any(d => d.Statements.Any(s => s.Effect == PolicyEffect.Allow && s.Principal?.Entries.Any(e => e.Value == w.Principal) == true)) == true;
}
