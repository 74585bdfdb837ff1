using CsCheck;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>What the log says of an action that somebody carried out.</summary>
public sealed class ProofTests
{
    private static readonly DateTimeOffset Since = ResponseCase.AsOf;

    public static TheoryData<string> Actions => [.. ResponseCase.All.Select(static one => one.Action)];

    [Theory, MemberData(nameof(Actions))]
    public void Given_EachAction_When_TheLogShowsItOrNot_Then_ProvenNotYetOrNotProven(string name)
    {
        var one = ResponseCase.All.Single(each => each.Action == name);
        var proof = one.Planned()!.Proof;
        var (before, after) = (Since + (proof.Within / 2), Since + proof.Within);
        foreach (var operation in proof.Operations)
        {
            var call = Call(proof, operation.TrimEnd('*'), 1, Outcome.Success);
            Assert.Equal(ProofState.NotYet, ProofStage.Of(proof, Since, [], before).State);
            Assert.Equal(ProofState.NotProven, ProofStage.Of(proof, Since, [], after).State);
            Assert.Equal(ProofState.NotProven, ProofStage.Of(proof, Since, [Call(proof, operation.TrimEnd('*'), 1, Outcome.Denied)], after).State);
            Assert.Equal(ProofState.NotProven, ProofStage.Of(proof, Since, [call with { Targets = [new(new("arn:aws:s3:::other"), "", TargetRole.Primary)] }], after).State);
            Assert.Equal(ProofState.NotProven, ProofStage.Of(proof, Since, [call with { Time = Since.AddSeconds(-1) }], after).State);
            Assert.Equal(ProofState.Proven, ProofStage.Of(proof, Since, [call], after).State);
            Assert.Equal(proof.Silent.IsNone ? ProofState.Proven : ProofState.NotYet, ProofStage.Of(proof, Since, [call], before).State);
        }
    }

    [Fact]
    public void Given_AKeyThatGoesOn_When_ItsCallsSucceedAfterTheGrace_Then_NotProvenByThoseCalls()
    {
        var proof = ResponseCase.All.Single(static each => each.Action == "aws.iam.deactivate-access-key").Planned()!.Proof;
        var call = Call(proof, "UpdateAccessKey", 1, Outcome.Success);
        var use = new EventRecord { Id = "use", Time = Since.AddMinutes(20), Action = "ListBuckets", Actor = new() { Id = "u", Credential = "AKIAIOSFODNN7EXAMPLE" }, Outcome = Outcome.Success };

        var answer = ProofStage.Of(proof, Since, [use, call], Since.AddMinutes(30));
        Assert.Equal(ProofState.NotProven, answer.State);
        Assert.Equal(["use"], answer.Evidence);
        Assert.Equal(ProofState.Proven, ProofStage.Of(proof, Since, [use with { Outcome = Outcome.Denied }, call], Since.AddHours(2)).State);
        Assert.Equal(ProofState.Proven, ProofStage.Of(proof, Since, [use with { Time = Since.AddMinutes(3) }, call], Since.AddHours(2)).State);
        Assert.Equal(ProofState.Proven, ProofStage.Of(proof, Since, [use with { Actor = new() { Id = "u", Credential = "AKIAOTHER" } }, call], Since.AddHours(2)).State);
    }

    [Fact]
    public void Given_AnyOrderOfEvents_When_Watched_Then_TheSameAnswer()
    {
        var proof = ResponseCase.All.Single(static each => each.Action == "aws.iam.deactivate-access-key").Planned()!.Proof;
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 3], Gen.Bool).Array[0, 12].Sample(
            rows =>
            {
                var events = rows.Select((row, index) => row.Item3
                    ? Call(proof, "UpdateAccessKey", row.Item1, (Outcome)row.Item2) with { Id = $"c{index}" }
                    : new() { Id = $"u{index}", Time = Since.AddMinutes(row.Item1), Action = "Get", Actor = new() { Credential = "AKIAIOSFODNN7EXAMPLE" }, Outcome = (Outcome)row.Item2 }).ToList();
                Assert.Equal(ProofStage.Of(proof, Since, events, Since.AddHours(2)), ProofStage.Of(proof, Since, events.AsEnumerable().Reverse(), Since.AddHours(2)));
            },
            iter: 500);
    }

    private static EventRecord Call(PlanProof proof, string operation, int minute, Outcome outcome) => new()
    {
        Id = "call", Time = Since.AddMinutes(minute), Service = proof.Service, Action = operation, Outcome = outcome, Actor = new() { Id = "responder" }, Targets = [new(proof.Targets[0], string.Empty, TargetRole.Primary)],
    };
}
