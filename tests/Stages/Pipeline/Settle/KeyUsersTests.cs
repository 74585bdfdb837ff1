using System.Collections.Immutable;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

public sealed class KeyUsersTests
{
    private const string Office = "198.51.100.9";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EntityId Role = new("arn:aws:iam::111122223333:role/team");

    [Fact]
    public void Given_AnAddress_When_AskedForATime_Then_UsersBeforeItCount_And_OnePersonInTwoRolesIsOne()
    {
        var address = With(EntityId.Address(Office), string.Empty, Dimension.Principal, ("role/a", 1, "ann"), ("role/b", 2, "ann"), ("user/c", 3, null), ("user/d", 4, null));
        var users = new KeyUsers(new Dictionary<EntityId, EntityState> { [address.Id] = address }, []);
        Assert.Equal(0, users.Before(LinkKind.Origin, Office, Start.AddHours(1)));
        Assert.Equal(1, users.Before(LinkKind.Origin, Office, Start.AddHours(3)));
        Assert.Equal(3, users.Before(LinkKind.Origin, Office, Start.AddDays(1)));
        Assert.Null(users.Before(LinkKind.Origin, "203.0.113.1", Start.AddDays(1)));
        Assert.Null(users.Before(LinkKind.Lineage, Office, Start.AddDays(1)));
    }

    [Fact]
    public void Given_ARole_When_Asked_Then_ThePeopleWhoWorkedInItCount()
    {
        var role = Enumerable.Range(0, 5).Aggregate(EntityState.Empty(Role), static (state, person) => Add(state, $"fed:idp|p{person}", Dimension.Service, ("ec2", person, null), ("iam", person + 10, null)));
        var users = new KeyUsers(new Dictionary<EntityId, EntityState> { [Role] = role }, []);
        Assert.Equal(3, users.Before(LinkKind.WeakLineage, Role.Value, Start.AddHours(3)));
        Assert.Equal(5, users.Before(LinkKind.EnablingChange, Role.Value, Start.AddDays(3)));
    }

    [Fact]
    public void Given_AnAgent_When_Asked_Then_ThoseKnownBehindNotableCallsCount_And_CallsOfServicesDoNot()
    {
        EventRecord By(int hour, string id, string? behind = null, string? invokedBy = null) => new()
        {
            Id = $"e{hour}{id}", Time = Start.AddHours(hour), Action = "PutObject", UserAgent = "curl/8", Actor = new() { Id = id, InvokedBy = invokedBy },
            Behind = behind is null ? null : new(new(behind), "federation", Confidence.Strong, []),
        };
        var users = new KeyUsers(new Dictionary<EntityId, EntityState>(), [By(5, "role/a", "p1"), By(1, "role/b", "p1"), By(2, "user/c"), By(2, "user/c"), By(1, "role/service", invokedBy: "config.amazonaws.com")]);
        Assert.Equal(1, users.Before(LinkKind.Agent, "curl/8", Start.AddHours(2)));
        Assert.Equal(2, users.Before(LinkKind.Agent, "curl/8", Start.AddHours(9)));
    }

    [Fact]
    public void Given_AnEvent_When_AskedForItsFirst_Then_TheActionOrTheKeyWhicheverIsLater()
    {
        var user = new EntityId("arn:aws:iam::111122223333:user/dana");
        var state = Add(With(user, string.Empty, Dimension.Action, ("secretsmanager:GetSecretValue", 2, null)), string.Empty, Dimension.Credential, ("AKIAOLD", 1, null), ("AKIANEW", 9, null));
        EventRecord By(string key) => new()
        {
            Id = "e", Time = Start.AddHours(20), Cloud = Cloud.Aws, Service = "secretsmanager.amazonaws.com", Action = "GetSecretValue", Actor = new() { Type = ActorType.IamUser, Id = user.Value, Credential = key },
        };
        var states = new Dictionary<EntityId, EntityState> { [user] = state };
        Assert.Equal(Start.AddHours(2), FirstUses.Of(By("AKIAOLD"), states));
        Assert.Equal(Start.AddHours(9), FirstUses.Of(By("AKIANEW"), states));
        Assert.Null(FirstUses.Of(By("AKIAOLD") with { Action = "PutSecretValue" }, states));
        Assert.Null(FirstUses.Of(By("AKIAOLD"), new Dictionary<EntityId, EntityState>()));
    }

    private static EntityState With(EntityId id, string subject, Dimension dimension, params (string Value, int Hour, string? Session)[] values) => Add(EntityState.Empty(id), subject, dimension, values);

    private static EntityState Add(EntityState state, string subject, Dimension dimension, params (string Value, int Hour, string? Session)[] values)
    {
        var table = values.Aggregate(ValueTable.Empty(100), static (known, each) =>
        {
            var first = new EventOrder(Start.AddHours(each.Hour).UtcTicks, EventPhase.Read, each.Value);
            return known.Add(each.Value, new(first, new() { Session = each.Session }, first.Ticks, 1));
        });
        return state with { Baseline = state.Baseline with { Values = state.Baseline.Values.SetItem(new(subject, dimension), table) } };
    }
}
