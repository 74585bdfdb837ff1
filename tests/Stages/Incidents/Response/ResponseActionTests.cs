using System.Text.Json.Nodes;
using CsCheck;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>Each action of the catalogue on an entity of its own: offered whole, not offered, not known.</summary>
public sealed class ResponseActionTests
{
    public static TheoryData<string> Actions => [.. ResponseCase.All.Select(static one => one.Action)];

    [Theory, MemberData(nameof(Actions))]
    public void Given_AnEntityThatFits_When_Planned_Then_TheActionIsReadyWithCommandAndProof(string name)
    {
        var one = ResponseCase.All.Single(each => each.Action == name);
        var action = Assert.IsType<PlannedAction>(one.Planned());

        Assert.True(action.Readiness == Readiness.Ready || action.Guard.Protected is not null, string.Join("; ", action.Checks));
        Assert.All(action.Checks, static check => Assert.Equal(CheckState.Met, check.State));
        Assert.Null(action.Command.Withheld);
        Assert.Equal(one.Bash, action.Command.Bash);
        Assert.Equal(one.Bash.Split(' '), action.Command.Arguments);
        Assert.Equal(one.Approvals, action.Guard.Approvals);
        Assert.DoesNotContain('{', action.Title);
        Assert.DoesNotContain("not known", action.Title, StringComparison.Ordinal);
        if (one.File is { } file)
        {
            Assert.Contains(file, Assert.Single(action.Command.Files).Content, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(action.Command.Files.IsEmpty);
        }

        if (one.Rollback is { } rollback)
        {
            Assert.Equal(rollback, action.Rollback.Command?.Bash);
        }

        Assert.True(action.Rollback.Command is null || action.Rollback.Command.Withheld is null, action.Rollback.Command?.Withheld);
    }

    [Theory, MemberData(nameof(Actions))]
    public void Given_APreconditionThatDoesNotHold_When_Planned_Then_TheActionIsNotMetOrNotThere(string name)
    {
        var one = ResponseCase.All.Single(each => each.Action == name);
        if (one.Not is null && one.NotRelations is null && one.Life is null && !one.NoSettings)
        {
            // Revoking sessions and taking a binding back ask for nothing that could be refused.
            Assert.Contains(name, new[] { "azure.entra.revoke-sessions", "gcp.resourcemanager.remove-binding" });
            return;
        }

        var action = one.Planned(one.Not, one.NotRelations, one.Life == "deleted" ? EntityLife.Deleted : EntityLife.Active, !one.NoSettings);
        Assert.Equal(one.NoSettings ? Readiness.NotKnown : Readiness.NotMet, action!.Readiness);
        if (one.NoSettings)
        {
            Assert.NotNull(action.Command.Withheld);
            Assert.Null(action.Command.Bash);
        }
    }

    [Theory, MemberData(nameof(Actions))]
    public void Given_AnEntityOnlyReferredTo_When_Planned_Then_NothingIsClaimedToBeMetOrUnmetThatWasNotSeen(string name)
    {
        var one = ResponseCase.All.Single(each => each.Action == name);
        var action = one.Planned(new JsonObject(), [], EntityLife.Unconfirmed, unknown: ["state before the first change seen; a snapshot would tell"]);
        if (action is null)
        {
            // One action for each element: nothing was seen of them.
            Assert.NotNull(ResponseCatalogue.All.Single(each => each.Id == name).Each);
            return;
        }

        Assert.All(action.Checks, static check => Assert.True(check.State != CheckState.NotMet, check.Text));
        Assert.All(action.Breaks.Where(static effect => effect.Text.Contains("not known", StringComparison.Ordinal)), static effect => Assert.False(effect.Known));
        Assert.DoesNotContain(action.Breaks, static effect => effect is { Known: true, Count: 0 });
    }

    [Fact]
    public void Given_CountsOfTheTwin_When_Planned_Then_TheyAreToldWithTheDaysLookedAt()
    {
        var one = ResponseCase.All.Single(static each => each.Action == "aws.iam.revoke-role-sessions");
        var action = one.Planned(world: new()
        {
            AsOf = ResponseCase.AsOf, PreparedAt = ResponseCase.AsOf, LogsFrom = ResponseCase.AsOf.AddDays(-7), UseOf = static _ => new(412, ["ann", "bob"], 3, 0, 0, false),
        })!;

        Assert.Contains(action.Breaks, static effect => effect.Count == 412 && effect.Text.Contains("from 2026-02-24 to 2026-03-03", StringComparison.Ordinal) && effect.Text.Contains("2 different callers", StringComparison.Ordinal));
        Assert.Contains(action.Breaks, static effect => effect.Count == 3 && effect.Text.Contains("sessions", StringComparison.Ordinal));
        Assert.Contains(action.DoesNotStop, static one => one.Lives == TimeSpan.FromHours(1) && one.Source.StartsWith("IAM User Guide", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_HostileNames_When_Planned_Then_NoCommandIsOfferedAndTheTextIsPlain()
    {
        var one = ResponseCase.All.Single(static each => each.Action == "aws.iam.deactivate-access-key");
        foreach (var value in HostileStrings.All.Where(static value => !BashCommand.IsSafeValue(value)))
        {
            var action = one.Planned(new JsonObject { ["status"] = "Active", ["userName"] = value })!;
            if (value.Length == 0)
            {
                continue;
            }

            Assert.NotNull(action.Command.Withheld);
            Assert.Null(action.Command.Bash);
            Assert.Null(action.Command.PowerShell);
            Assert.True(action.Command.Arguments.IsEmpty);
            Assert.True(HostileText.IsPlain(action.Title), action.Title);
            Assert.All(action.Checks, static check => Assert.True(HostileText.IsPlain(check.Why), check.Why));
        }
    }

    [Fact]
    public void Given_SafeArguments_When_QuotedForPowerShell_Then_ItsOwnRulesGiveThemBack() =>
        Gen.String[Gen.Char["abcXYZ019 _-./:=,@+%é"], 1, 12].Array[1, 6].Sample(
            static arguments => PowerShellCommand.Of(arguments) is null || PowerShellWords.Of(PowerShellCommand.Of(arguments)!).SequenceEqual(arguments), iter: 2000);

    [Fact]
    public void Given_WhatPowerShellReadsAsMore_When_Quoted_Then_ItStandsInSingleQuotes()
    {
        Assert.Equal("az 'a,b' '@x' '%' '-a.b' -o x:y 'two words'", PowerShellCommand.Of(["az", "a,b", "@x", "%", "-a.b", "-o", "x:y", "two words"]));
        Assert.Equal("'it''s'", PowerShellCommand.Quote("it's"));
        Assert.Null(PowerShellCommand.Of(["az", "$(id)"]));
        Assert.Null(PowerShellCommand.Of([]));
    }
}
