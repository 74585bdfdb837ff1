using System.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using Effect = OrleansTwin.Pipeline.Protocol.ShardEffect<string, long>;
using Input = OrleansTwin.Pipeline.Protocol.ShardInput<string, long>;

namespace OrleansTwin.Tests.Stages.Pipeline.Protocol;

/// <summary>One shard in a test's hands: rows as they are committed, one protocol at a time, a clock that the test moves.</summary>
internal sealed class ShardDesk
{
    public static readonly ShardId Here = new("t", Cloud.Aws, "1");
    public static readonly ShardId There = new("t", Cloud.Aws, "2");
    public static readonly EntityId Entity = new("entity:1");

    private readonly ProtocolLimits _limits;
    private long _epoch;

    public ShardDesk(ProtocolLimits? limits = null)
    {
        _limits = limits ?? new();
        Reopen(EndedEpochs.None);
    }

    public Dictionary<(StoreTable Table, string Key), ReadOnlyMemory<byte>> Rows { get; } = [];

    public ShardProtocol<string, long> Protocol { get; private set; } = null!;

    /// <summary>Effects of the last step.</summary>
    public IReadOnlyList<Effect> Effects { get; private set; } = [];

    public long Now { get; private set; } = new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public long Epoch => Protocol.Epoch;

    public void Reopen(EndedEpochs ended)
    {
        var image = new ShardImage();
        foreach (var ((table, key), value) in Rows.Where(static row => ShardImage.Tables.Contains(row.Key.Table)))
        {
            image.Add(table, key, value);
        }

        _epoch++;
        Protocol = new(Here, _epoch, image, new(_limits, static (record, breaks) => StorePut.Set(StoreTable.DeadLetter, record.Value, new[] { (byte)breaks })), ended, Now);
        Effects = Protocol.Begin();
    }

    public void Step(Input input) => Effects = Protocol.Step(input, Now);

    public void Pass(TimeSpan time)
    {
        Now += time.Ticks;
        Step(new Input.Ticked());
    }

    public void Offer(params ShardRecord<string>[] records) => Step(new Input.Offered(records));

    /// <summary>A record whose identity is its text.</summary>
    public static ShardRecord<string> Record(string text, string unit, long index, bool urgent = true, int hour = 0) => new()
    {
        Origin = new(unit, index, null),
        Fingerprint = Fingerprint(text),
        Hour = hour,
        Urgent = urgent,
        Value = text,
    };

    public static ulong Fingerprint(string text) => OrleansTwin.Model.Values.StableHash.Fingerprint(text);

    public T One<T>()
        where T : Effect => Effects.OfType<T>().Single();

    public bool Has<T>()
        where T : Effect => Effects.OfType<T>().Any();

    /// <summary>The batch is applied without touching an entity, with this outcome.</summary>
    public void Applied(long batch, WorkOutcome? outcome = null) => Step(new Input.BatchApplied(Epoch, batch, [], outcome ?? WorkOutcome.None));

    public void Applied(long batch, params EntityAnswer<long>[] answers) => Step(new Input.BatchApplied(Epoch, batch, answers, WorkOutcome.None));

    /// <summary>Writes the cut of the last step, or asks for one; its commit is the last step then.</summary>
    public void Cut()
    {
        if (!Has<Effect.WriteCut>())
        {
            Step(new Input.CutRequested());
        }

        var cut = One<Effect.WriteCut>().Cut;
        Write(cut);
        Step(new Input.CutCommitted(Epoch, cut.Number));
    }

    public void Write(ShardCut<long> cut)
    {
        foreach (var row in cut.ToWrite(static state => BitConverter.GetBytes(state)).Rows)
        {
            if (row.Value is { } value)
            {
                Rows[(row.Table, row.Key)] = value;
            }
            else
            {
                Rows.Remove((row.Table, row.Key));
            }
        }
    }

    public string Text(StoreTable table) => string.Join(
        '\n',
        Rows.Where(row => row.Key.Table == table).OrderBy(static row => row.Key.Key, StringComparer.Ordinal).Select(static row => $"{row.Key.Key} {Encoding.UTF8.GetString(row.Value.Span)}"));
}
