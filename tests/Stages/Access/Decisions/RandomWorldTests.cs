using System.Globalization;
using CsCheck;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

public sealed class RandomWorldTests
{
    [Fact]
    public void Given_random_worlds_When_decided_Then_the_answer_is_the_references()
    {
        var outcomes = new int[4];
        WorldGen.World.Sample(world =>
        {
            var expected = ReferenceDecider.Decide(world);
            var actual = AccessDecider.Decide(world.ToPolicySet(), world.ToRequest());
            Interlocked.Increment(ref outcomes[(int)actual.Outcome]);
            Assert.Equal(expected, actual.Outcome);
        }, iter: 8_000);
        Assert.True(outcomes[0] > 200 && outcomes[1] > 200 && outcomes[2] > 200, string.Join(' ', outcomes.Select(o => o.ToString(CultureInfo.InvariantCulture))));
        Assert.Equal(0, outcomes[(int)AccessOutcome.Undetermined]);
    }

    [Fact]
    public void Given_a_hidden_context_key_When_decided_Then_a_definite_answer_is_also_the_true_one()
    {
        Gen.Select(WorldGen.World, Pick.Of("aws:username", "aws:TagKeys", "aws:SecureTransport")).Sample((world, hidden) =>
        {
            var truth = AccessDecider.Outcome(world.ToPolicySet(), world.ToRequest());
            var seen = AccessDecider.Decide(world.ToPolicySet(), world.ToRequest(hidden: new HashSet<string> { hidden }));
            var agrees = seen.Outcome == AccessOutcome.Undetermined || (seen.Outcome == AccessOutcome.Allowed) == (truth == AccessOutcome.Allowed);
            Assert.True(agrees, $"{seen.Outcome} though {truth}");
            if (seen.Outcome == AccessOutcome.Undetermined)
            {
                Assert.Contains($"context key {hidden}", seen.Missing, StringComparer.OrdinalIgnoreCase);
            }
        }, iter: 2_500);
    }

    [Fact]
    public void Given_an_unseen_identity_policy_When_decided_Then_it_never_turns_a_denial_into_an_answer_of_allow()
    {
        WorldGen.World.Sample(world =>
        {
            var set = world.ToPolicySet();
            var open = set with { Identity = set.Identity with { Unseen = ["x"] } };
            var outcome = AccessDecider.Outcome(open, world.ToRequest());
            Assert.NotEqual(AccessOutcome.Allowed, outcome);
            if (outcome == AccessOutcome.ExplicitlyDenied)
            {
                Assert.Equal(AccessOutcome.ExplicitlyDenied, AccessDecider.Outcome(set, world.ToRequest()));
            }
        }, iter: 1_500);
    }
}
