using OrleansTwin.Demo.Scenario;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Scenarios.Demo;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

/// <summary>Incidents as known at a time, over the demo's logs.</summary>
public sealed class KnownStageTests
{
    [Fact]
    public void Given_TheEndOfInput_When_Known_Then_TheIncidentsAreTheSettledOnes()
    {
        Assert.Equal(DemoPlay.View.Answer.Incidents.Select(TwinJson.Line), At(EventOrder.Latest).Incidents.Select(TwinJson.Line));
    }

    [Fact]
    public void Given_ATimeBeforeTheAttack_When_Known_Then_ThereIsNoIncident()
    {
        Assert.Empty(At(EventOrder.EndOf(DemoScenario.AttackStart.AddMinutes(-1))).Incidents);
    }

    [Fact]
    public void Given_EveryStep_When_KnownThen_Then_NothingOfLaterIsToldAndTheIncidentKeepsItsId()
    {
        var settled = Assert.Single(DemoPlay.View.Answer.Incidents);
        var told = 0;
        foreach (var until in settled.Steps.Select(static step => EventOrder.EndOf(step.LastTime)))
        {
            foreach (var incident in At(until).Incidents)
            {
                told++;
                Assert.Equal(settled.Id, incident.Id);
                Assert.True(incident.LastSeen <= until.Time);
                var ids = incident.Steps.SelectMany(static step => step.Events).Concat((incident.Summary?.Sentences ?? default).SelectMany(static sentence => sentence.Evidence));
                Assert.All(ids, id => Assert.True(!DemoPlay.View.Events.TryGetValue(id, out var record) || record.Order <= until));
            }
        }

        Assert.True(told > 2, "the incident is known before its end");
    }

    private static OrleansTwin.Incidents.IncidentAnswer At(EventOrder until) =>
        KnownStage.Of(DemoPlay.View, until, StageBinding.Views(DemoPlay.Config), DemoPlay.Config.Intel);
}
