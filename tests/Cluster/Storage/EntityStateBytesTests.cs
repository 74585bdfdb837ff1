using System.Collections.Immutable;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Cluster.Storage;

/// <summary>Entity states as cuts store them: they read back as they were, and last release's bytes do too.</summary>
public sealed class EntityStateBytesTests
{
    /// <summary>Bytes of <see cref="Pinned"/>. They may be added to (a further pinned state), never replaced: stores in the field hold such bytes.</summary>
    private const string PinnedBytes =
        "ASDoIOhAS2Fybjphd3M6aWFtOjoxMTExMTExMTExMTE6cm9sZS9waW5uZWTgIeggIAADISDogAAAs6aeodoICRUBQQ9ldmVudC0x4CHoIOgg6MAH4AkDBUEdQVdTOjpJQU"
        + "06OlJvbGUJAwXgIeiAAACzpp6h2ggJFQHBGeAJAwEJAw0hIAAFIehAJW1heFNlc3Npb25EdXJhdGlvbgkDAUEJMzYwMMEB4CDoQAl0YWdzCQMBQQ0iYmx1ZSJBCXRlYW3g"
        + "4OAhIAADIegIAw0h6EBNYXJuOmF3czppYW06OmF3czpwb2xpY3kvUmVhZE9ubHlBY2Nlc3PgQS9BV1M6OklBTTo6TWFuYWdlZFBvbGljeQEBAQHg4OABA0EXQVJPQUVYQU"
        + "1QTEVBDXBpbm5lZEEdaWFtOkNyZWF0ZVJvbGUh6EBJYXJuOmF3czppYW06OjExMTExMTExMTExMTp1c2VyL2FkbWlu4EETdXMtZWFzdC0xQRkxMTExMTExMTExMTHg4ODB"
        + "AcEB4OAh6CAgAQMh6EAVdXNlci9hZG1pbgkDAeAg6CAgMAExLNQuHVN0cmluZ0NvbXBhcmVyAAMBAeABA0EZczM6R2V0T2JqZWN0IOgg6IABALOmnqHaCAkVBUEPZXZlbn"
        + "QtMuAh6EAXMjAzLjAuMTEzLjdBD2F3cy1jbGlBF0FTSUFFWEFNUExFwQHBAcEBwQHBAeCBCQCzpp6h2ggBDeDgwQHgAQEBAhDg4MEB4CEgAQMh6MCBCQMB4CDoICAAAyEA"
        + "BDB1AQ3g4MEBwQHgAQQwdeDgwQHgISA4AwADAQHgAQNBDWRlbmllZCDoICAAAyEg6IACALOmnqHaCAkVBUEPZXZlbnQtM+Ah6CDogAIAs6aeodoICRUFwf3gwevBgcGTIe"
        + "hAJ2Fybjphd3M6czM6OjpidWNrZXTgIejAAcEBwQHBAcEBwQHBAcEB4EEZQWNjZXNzRGVuaWVk4ODgwQHBAeABAQECQODgwQHg4IEAALOmnqHaCIEJALOmnqHaCAEN4A==";

    /// <summary>The same state as it is written since mentions are kept apart; to be added to likewise.</summary>
    private const string LatestBytes =
        "ASDoIOhAS2Fybjphd3M6aWFtOjoxMTExMTExMTExMTE6cm9sZS9waW5uZWTgIeggIAADISDogAAAs6aeodoICRUBQQ9ldmVudC0x4CHoIOgg6MAH4AkDBUEdQVdTOjpJQU06"
        + "OlJvbGUJAwXgIeiAAACzpp6h2ggJFQHBGeAJAwEJAw0hIAAFIehAJW1heFNlc3Npb25EdXJhdGlvbgkDAUEJMzYwMMEB4CDoQAl0YWdzCQMBQQ0iYmx1ZSJBCXRlYW3g4OAh"
        + "IAADIegIAw0h6EBNYXJuOmF3czppYW06OmF3czpwb2xpY3kvUmVhZE9ubHlBY2Nlc3PgQS9BV1M6OklBTTo6TWFuYWdlZFBvbGljeQEBAQHg4OABA0EXQVJPQUVYQU1QTEVB"
        + "DXBpbm5lZEEdaWFtOkNyZWF0ZVJvbGUh6EBJYXJuOmF3czppYW06OjExMTExMTExMTExMTp1c2VyL2FkbWlu4EETdXMtZWFzdC0xQRkxMTExMTExMTExMTHg4ODBAcEB4CEg"
        + "4MEBwQHg4CHoICABAyHoQBV1c2VyL2FkbWluCQMB4CDoICAwATEs1C4dU3RyaW5nQ29tcGFyZXIAAwEB4AEDQRlzMzpHZXRPYmplY3Qg6CDogAEAs6aeodoICRUFQQ9ldmVu"
        + "dC0y4CHoQBcyMDMuMC4xMTMuN0EPYXdzLWNsaUEXQVNJQUVYQU1QTEXBAcEBwQHBAcEB4IEJALOmnqHaCAEN4ODBAeABAQECEODgwQHgISABAyHowIkJAwHgIOggIAADIQAE"
        + "MHUBDeDgwQHBAeABBDB14ODBAeAhIDgDAAMBAeABA0ENZGVuaWVkIOggIAADISDogAIAs6aeodoICRUFQQ9ldmVudC0z4CHoIOiAAgCzpp6h2ggJFQXBCgLgwfPBicGbIehA"
        + "J2Fybjphd3M6czM6OjpidWNrZXTgIejAAcEBwQHBAcEBwQHBAcEB4EEZQWNjZXNzRGVuaWVk4ODgwQHBAeABAQECQODgwQHg4IEAALOmnqHaCIEJALOmnqHaCAEN4A==";

    private static readonly RecordCodec Codec = new(new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>());

    private static readonly string[] Odd = ["\u00e9\U0001f600", "arn:aws:iam::1:role/r", "\u0000\r\n"];

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 12], Gen.Int[0, 2].Select(static n => Odd[n]));
    private static readonly Gen<EventOrder> Orders = Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Enum<EventPhase>(), Text, static (ticks, phase, id) => new EventOrder(ticks, phase, id));
    private static readonly Gen<ObservationContext> Contexts = Gen.Select(Text, Text, Gen.Bool, static (one, other, isNone) =>
        isNone ? ObservationContext.None : new ObservationContext { Address = one, Agent = other, Action = one, Session = other });
    private static readonly Gen<AttributeChange> Attributes = Gen.Select(Text, Gen.Enum<AttributeOp>(), Text, Gen.Bool, static (path, op, value, isNull) =>
        new AttributeChange(path, op, isNull ? null : value, isNull ? value : null));
    private static readonly Gen<RelationChange> Relations = Gen.Select(Gen.Enum<RelationKind>(), Text, Gen.Bool, Gen.Bool, static (kind, to, removed, exclusive) =>
        new RelationChange(kind, new(to), to, removed, exclusive));

    private static readonly Gen<ResourceChange> Changes = Gen.Select(
        Orders, Gen.Enum<ChangeKind>(), Gen.Enum<KnowledgeBasis>(), Attributes.Array[0, 3], Relations.Array[0, 3], Text,
        static (at, kind, basis, attributes, relations, text) => new ResourceChange
        {
            Entity = new(new(text), EntityKind.Resource, text),
            At = at,
            Kind = kind,
            Basis = basis,
            Attributes = new(attributes),
            Relations = new(relations),
            Whole = relations.Length > 1,
            Name = text,
            Actor = new(text),
        });

    private static readonly Gen<Observation> Observations = Gen.Select(
        Text, Gen.Enum<Dimension>(), Gen.Enum<Measure>(), Gen.Int[0, 500_000], Gen.Long[1, 1_000_000_000], Orders, Contexts,
        static (text, dimension, measure, hour, count, first, context) => new Observation
        {
            Subject = text,
            Dimension = count % 2 == 0 ? dimension : null,
            Measure = count % 3 == 0 ? null : measure,
            Value = text,
            Hour = hour,
            Count = count,
            First = first,
            Context = context,
            LastTicks = first.Ticks + 1,
        });

    private static readonly Gen<KeptEvent> Kept = Gen.Select(Orders, Text, Contexts, static (at, text, context) => new KeptEvent(at, text, text, text, new(text), context, text.Length > 3 ? text : null));

    private static readonly Gen<EntityState> States = Gen.Select(
        Text, Changes.Array[0, 6], Observations.Array[0, 8], Kept.Array[0, 5],
        static (id, changes, observations, kept) => TwinReducer.Apply(
            EntityState.Empty(new(id)),
            new EntityBatch { Entity = new(id), Changes = new(changes), Observations = new(observations), Kept = new(kept), Events = changes.Length + 1, FirstTicks = 1, LastTicks = 9 },
            new BaselineLimits { ValuesMax = 4, KeptMax = 3 }));

    private static EntityState Pinned { get; } = TwinReducer.Apply(
        EntityState.Empty(new("arn:aws:iam::111111111111:role/pinned")),
        new EntityBatch
        {
            Entity = new("arn:aws:iam::111111111111:role/pinned"),
            Changes =
            [
                new ResourceChange
                {
                    Entity = new(new("arn:aws:iam::111111111111:role/pinned"), EntityKind.Identity, "AWS::IAM::Role"),
                    At = new(638_000_000_000_000_000, EventPhase.Create, "event-1"),
                    Kind = ChangeKind.Create,
                    Basis = KnowledgeBasis.Write,
                    Attributes = [new("maxSessionDuration", AttributeOp.Set, "3600"), new("tags", AttributeOp.Set, "\"blue\"", "team")],
                    Relations = [new(RelationKind.HasPolicy, new("arn:aws:iam::aws:policy/ReadOnlyAccess"), "AWS::IAM::ManagedPolicy")],
                    Whole = true,
                    Incarnation = "AROAEXAMPLE",
                    Name = "pinned",
                    Action = "iam:CreateRole",
                    Actor = new("arn:aws:iam::111111111111:user/admin"),
                    Region = "us-east-1",
                    Account = "111111111111",
                },
            ],
            Observations =
            [
                new Observation
                {
                    Subject = "user/admin",
                    Dimension = Dimension.Action,
                    Measure = Measure.Calls,
                    Value = "s3:GetObject",
                    Hour = 480_000,
                    Count = 3,
                    First = new(638_000_000_000_000_001, EventPhase.Read, "event-2"),
                    Context = new() { Address = "203.0.113.7", Agent = "aws-cli", Credential = "ASIAEXAMPLE" },
                    LastTicks = 638_000_000_000_000_009,
                },
            ],
            Kept = [new(new(638_000_000_000_000_002, EventPhase.Read, "event-3"), "denied", "user/admin", "s3:GetObject", new("arn:aws:s3:::bucket"), ObservationContext.None, "AccessDenied")],
            Events = 3,
            FirstTicks = 638_000_000_000_000_000,
            LastTicks = 638_000_000_000_000_009,
        },
        new());

    [Fact]
    public void Given_Any_State_When_Written_And_Read_Then_It_Is_The_Same() =>
        States.Sample(static state => Flat(Codec.Read<EntityState>(Codec.Write(state))) == Flat(state), iter: 300);

    /// <summary>A state that was read back goes on as the one that never left memory.</summary>
    [Fact]
    public void Given_A_State_Read_Back_When_A_Batch_Is_Applied_Then_It_Goes_On_As_The_Original() =>
        Gen.Select(States, Observations.Array[0, 5], Changes.Array[0, 3]).Sample(
            static (state, observations, changes) =>
            {
                var batch = new EntityBatch { Entity = state.Id, Changes = new(changes), Observations = new(observations), Events = 1 };
                var limits = new BaselineLimits { ValuesMax = 4, KeptMax = 3 };
                return Flat(TwinReducer.Apply(Codec.Read<EntityState>(Codec.Write(state)), batch, limits)) == Flat(TwinReducer.Apply(state, batch, limits));
            },
            iter: 200);

    [Fact]
    public void Given_The_Pinned_State_When_Written_Then_The_Bytes_Are_The_Latest_Reviewed()
    {
        var bytes = Convert.ToBase64String(Codec.Write(Pinned));
        Assert.True(bytes == LatestBytes, $"written now: {bytes}");
    }

    [Fact]
    public void Given_The_Bytes_Of_The_First_Release_When_Read_Then_The_State_Is_The_Pinned_One() =>
        Assert.Equal(Flat(Pinned), Flat(Codec.Read<EntityState>(Convert.FromBase64String(PinnedBytes))));

    [Fact]
    public void Given_The_Latest_Bytes_When_Read_Then_The_State_Is_The_Pinned_One() =>
        Assert.Equal(Flat(Pinned), Flat(Codec.Read<EntityState>(Convert.FromBase64String(LatestBytes))));

    [Fact]
    public void Given_Bytes_Of_Another_Format_When_Read_Then_The_Error_Names_It()
    {
        var bytes = Codec.Write(Pinned);
        bytes[0] = 9;
        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => Codec.Read<EntityState>(bytes)).Message, StringComparison.Ordinal);
    }

    // Records do not compare what is inside immutable dictionaries: the whole as text, maps in order.
    private static string Flat(EntityState state) => TwinJson.Line(new
    {
        state.Id,
        state.FirstTicks,
        state.LastTicks,
        state.Events,
        Log = state.Log.Entries.Select(static entry => new { At = entry.Key, Change = entry.Value }),
        Mentions = state.Log.Mentions.Select(static entry => new { entry.Key, Change = entry.Value }),
        Values = state.Baseline.Values.OrderBy(static pair => pair.Key.Subject, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Dimension)
            .Select(static pair => new { pair.Key, pair.Value.Limit, pair.Value.Overflowed, Values = pair.Value.Values.ToImmutableSortedDictionary(StringComparer.Ordinal) }),
        Counters = state.Baseline.Counters.OrderBy(static pair => pair.Key.Subject, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Measure)
            .Select(static pair => new { pair.Key, pair.Value.LastHour, pair.Value.Hours }),
        Windows = state.Baseline.Windows.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => new { pair.Key, pair.Value.Limit, pair.Value.Overflowed, Events = pair.Value.Events.Values }),
    });
}
