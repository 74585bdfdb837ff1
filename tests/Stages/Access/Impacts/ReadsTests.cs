using CsCheck;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;
using OrleansTwin.Model.Json;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>What an impact read tells when it has to be worked out again.</summary>
public sealed class ReadsTests
{
    [Fact]
    public void Given_RandomEstates_When_AChangeComesLate_Then_WhatDidNotReadItComesOutAsBefore()
    {
        var (again, left, other) = (0, 0, 0);
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000]).Sample(
            (seed, pick) =>
            {
                var world = RandomWorlds.Of(seed);
                var context = Context(Table("t0").Value);
                var late = world.Changes[pick % world.Changes.Count];
                var (before, after, touched) = Estates(world.Changes.Where(change => change != late), late);
                foreach (var change in world.Changes.Where(change => change != late && change.At >= late.At))
                {
                    var scene = new ImpactScene(change, before, context);
                    var (was, now) = (ImpactStage.Whole(scene), ImpactStage.Whole(change, after, context));
                    if (touched.Touches(scene.Reads, change.At))
                    {
                        again++;
                        other += Line(was) == Line(now) ? 0 : 1;
                        continue;
                    }

                    left++;
                    Assert.Equal(Line(was), Line(now));
                }
            },
            iter: 150,
            threads: 1);

        // Neither half of the statement is empty, and not all is worked out again.
        Assert.True(left > again && other > 0, $"{left} left, {again} again, {other} of them other");
    }

    [Fact]
    public void Given_AnImpactOfOneRole_When_AnUnrelatedGroupChangesBefore_Then_ItIsLeft()
    {
        var world = new WorldBuilder();
        world.Create(Iam("role/r"), "AWS::IAM::Role");
        var late = world.Create(Ec2("security-group/sg-1"), "AWS::EC2::SecurityGroup");
        var change = world.Change(Iam("role/r"), "AWS::IAM::Role", "iam:PutRolePolicy", Set("inlinePolicies", Allow("s3:*"), "p"));
        var (before, _, touched) = Estates(world.Changes.Where(other => other != late), late);
        var scene = new ImpactScene(change, before, Context());
        Assert.NotNull(ImpactStage.Whole(scene));
        Assert.False(touched.Touches(scene.Reads, change.At));
    }

    [Fact]
    public void Given_MoreReadThanIsKept_When_AnythingChangesBefore_Then_ItIsTouched()
    {
        var world = new WorldBuilder();
        var late = world.Create(Table("t"), "AWS::DynamoDB::Table");
        var recorder = new EstateRecorder(world.Estate);
        for (var number = 0; number <= EstateRecorder.KeysMax; number++)
        {
            recorder.LogOf(new($"none-{number}"));
        }

        var (_, _, touched) = Estates([], late);
        Assert.True(recorder.Reads.Everything);
        Assert.True(touched.Touches(recorder.Reads, late.At));
        Assert.False(touched.Touches(EstateReads.None, late.At));
    }

    private static string? Line(Impact? impact) => impact is null ? null : TwinJson.Line(impact);

    private static (EstateIndex Before, EstateIndex After, EstateTouch Touched) Estates(IEnumerable<ResourceChange> others, ResourceChange late)
    {
        var before = others.Aggregate(EstateIndex.Empty, static (estate, change) => With(estate, change, null));
        var touched = new EstateTouch();
        return (before, With(before, late, touched), touched);
    }

    private static EstateIndex With(EstateIndex estate, ResourceChange change, EstateTouch? touched)
    {
        var known = estate.LogOf(change.Entity.Id);
        var log = (known ?? ChangeLog.Empty).Add(change);
        var batch = new EntityBatch { Entity = change.Entity.Id, Changes = change.IsMention ? [] : [change], Mentions = change.IsMention ? [change] : [] };
        touched?.Add(batch, known, log);
        return estate.With(change.Entity.Id, log, batch);
    }
}
