using System.Text.Json;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>Writes down what connectors hand over: event ids in order, dead letters; durable when the test says so.</summary>
internal sealed class RecordingIntake : IUnitIntake
{
    private readonly Lock _lock = new();
    private readonly List<string> _ids = [];
    private readonly List<DeadLetter> _letters = [];

    /// <summary>Ends when what was handed over is durable; at once unless a test sets another.</summary>
    public Task Durable { get; set; } = Task.CompletedTask;

    /// <summary>Called with the number of ids so far, before the block that brought the last of them is answered.</summary>
    public Action<int> Taken { get; set; } = static _ => { };

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _ids];
            }
        }
    }

    public IReadOnlyList<DeadLetter> Letters
    {
        get
        {
            lock (_lock)
            {
                return [.. _letters];
            }
        }
    }

    public async Task<UnitTaken> TakeAsync(SourceMeter meter, IEnumerable<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        var (records, letters, skipped) = (0L, 0L, (string?)null);
        foreach (var block in blocks)
        {
            using (block)
            {
                var ids = block.Records.Select(static record => IdOf(record.Bytes)).ToList();
                int number;
                lock (_lock)
                {
                    _ids.AddRange(ids);
                    number = _ids.Count;
                }

                Taken(number);

                records += ids.Count;
                letters += block.DeadLetters.Count;
                skipped ??= block.Skipped?.Reason;
                await RefuseAsync(meter, block.DeadLetters, cancellationToken);
            }
        }

        meter.Took(records, 0);
        return new(records, letters, skipped, null, Durable);
    }

    public Task RefuseAsync(SourceMeter meter, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var letter in letters)
            {
                _letters.Add(letter);
                meter.DeadLetter(letter.Reason);
            }
        }

        return Task.CompletedTask;
    }

    private static string IdOf(ReadOnlyMemory<byte> record)
    {
        using var document = JsonDocument.Parse(record);
        var root = document.RootElement.TryGetProperty("detail", out var detail) ? detail : document.RootElement;
        return root.GetProperty("eventID").GetString()!;
    }
}
