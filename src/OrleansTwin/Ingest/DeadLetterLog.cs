using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Ingest;

/// <summary>
/// What a server could not read: one line each, as CONTRACTS has them, synced before its source is acknowledged. A letter that comes again
/// (its unit was read again) is written once. Past its bound the file becomes <c>.old</c> in place of the one before.
/// </summary>
internal sealed class DeadLetterLog : IAsyncDisposable
{
    private const int WaitingMax = 1_000;

    private readonly string _path;
    private readonly long _bytesMax;
    private readonly HashSet<UInt128> _written = [];
    private readonly Channel<(IReadOnlyList<DeadLetter> Letters, TaskCompletionSource<IReadOnlyList<DeadLetter>> Done)> _line =
        Channel.CreateBounded<(IReadOnlyList<DeadLetter>, TaskCompletionSource<IReadOnlyList<DeadLetter>>)>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    private readonly Task _writer;
    private FileStream _file;

    public DeadLetterLog(string path, long bytesMax = 256L * 1024 * 1024)
    {
        (_path, _bytesMax) = (path, bytesMax);
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var good = 0L;
        using (var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
        {
            // A line torn by a crash is cut off; its unit was not acknowledged.
            for (var line = reader.ReadLine(); line is not null && Parse(line) is { } letter; line = reader.ReadLine())
            {
                good += Encoding.UTF8.GetByteCount(line) + 1;
                _written.Add(KeyOf(letter));
            }
        }

        _file.SetLength(Math.Min(good, _file.Length));
        _file.Position = _file.Length;
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Returns once they are on disk, with those that were not there before. All that wait together share one sync.</summary>
    public async Task<IReadOnlyList<DeadLetter>> AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        if (letters.Count == 0)
        {
            return [];
        }

        var done = new TaskCompletionSource<IReadOnlyList<DeadLetter>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _line.Writer.WriteAsync((letters, done), cancellationToken);
        return await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _line.Writer.TryComplete();
        await _writer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        while (await _line.Reader.WaitToReadAsync())
        {
            var group = new List<(IReadOnlyList<DeadLetter> Fresh, TaskCompletionSource<IReadOnlyList<DeadLetter>> Done)>();
            try
            {
                while (_line.Reader.TryRead(out var next))
                {
                    var fresh = next.Letters.Where(letter => _written.Add(KeyOf(letter))).ToList();
                    group.Add((fresh, next.Done));
                    fresh.ForEach(letter => _file.Write(Encoding.UTF8.GetBytes(TwinJson.Line(letter) + "\n")));
                }

                _file.Flush(flushToDisk: true);
                if (_file.Length > _bytesMax)
                {
                    Turn();
                }

                group.ForEach(static part => part.Done.TrySetResult(part.Fresh));
            }
            catch (IOException error)
            {
                // A full disk: whoever waits does not acknowledge, and the letters come again.
                group.ForEach(part => part.Fresh.ToList().ForEach(letter => _written.Remove(KeyOf(letter))));
                group.ForEach(part => part.Done.TrySetException(new IOException($"The dead letters cannot be written: {error.Message}", error)));
            }
        }
    }

    private void Turn()
    {
        _file.Dispose();
        File.Move(_path, $"{_path}.old", overwrite: true);
        _written.Clear();
        _file = new(_path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
    }

    private static UInt128 KeyOf(DeadLetter letter) => System.IO.Hashing.XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{letter.Source}\n{letter.Position}\n{letter.Reason}"));

    private static DeadLetter? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<DeadLetter>(line, TwinJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
