using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Files;

/// <summary>
/// Reads many files at once: each on a worker that decompresses and frames it, into bounded channels, so that a slow consumer holds
/// the workers back. With <see cref="FolderReadOptions.InOrder"/> blocks come file by file in unit order; else as they are ready
/// (still in order within one file).
/// </summary>
public static class FolderReader
{
    public static IAsyncEnumerable<SourceBlock> ReadAsync(IReadOnlyList<string> paths, FolderReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new FolderReadOptions();
        var (files, faults) = SourceFolder.Find(paths, chosen.Limits);
        return ReadAsync(files, faults, chosen, cancellationToken);
    }

    public static async IAsyncEnumerable<SourceBlock> ReadAsync(
        IReadOnlyList<SourceFile> files, IReadOnlyList<DeadLetter> faults, FolderReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var fault in faults)
        {
            yield return new SourceBlock(fault.Source, null, [], [fault]) { IsLast = true };
        }

        var blocks = options.InOrder ? InOrder(files, options, cancellationToken) : AsReady(files, options, cancellationToken);
        await foreach (var block in blocks)
        {
            yield return block;
        }
    }

    /// <summary>A channel a file; the channels wait in line, and their number bounds how far workers run ahead.</summary>
    private static async IAsyncEnumerable<SourceBlock> InOrder(IReadOnlyList<SourceFile> files, FolderReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var line = Channel.CreateBounded<ChannelReader<SourceBlock>>(options.FilesAhead);
        var workers = Task.Run(() => StartAsync(files, options, line.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var file in line.Reader.ReadAllAsync(cancellationToken))
            {
                await foreach (var block in file.ReadAllAsync(cancellationToken))
                {
                    yield return block;
                }
            }

            await workers;
        }
        finally
        {
            // A consumer that leaves early stops the workers.
            await stop.CancelAsync();
            await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task StartAsync(IReadOnlyList<SourceFile> files, FolderReadOptions options, ChannelWriter<ChannelReader<SourceBlock>> line, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(options.Workers);
        var running = new List<Task>();
        try
        {
            foreach (var file in files)
            {
                await slots.WaitAsync(cancellationToken);
                var channel = Channel.CreateBounded<SourceBlock>(options.BlocksAhead);
                running.RemoveAll(static task => task.IsCompletedSuccessfully);
                running.Add(Task.Run(
                    async () =>
                    {
                        await FillAndCompleteAsync(file, options.Limits, channel.Writer, cancellationToken);
                        slots.Release();
                    },
                    CancellationToken.None));
                await line.WriteAsync(channel.Reader, cancellationToken);
            }
        }
        finally
        {
            line.TryComplete();
            await Task.WhenAll(running);
        }
    }

    private static async IAsyncEnumerable<SourceBlock> AsReady(IReadOnlyList<SourceFile> files, FolderReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<SourceBlock>(options.BlocksAhead * options.Workers);
        var workers = Task.Run(() => ReadAllAsync(files, options, blocks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellationToken))
            {
                yield return block;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await workers;
        }
    }

    private static async Task ReadAllAsync(IReadOnlyList<SourceFile> files, FolderReadOptions options, ChannelWriter<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(files, parallel, (file, token) => FillAsync(file, options.Limits, blocks, token));
        }
        catch (Exception error)
        {
            // Given to the consumer through the channel.
            failure = error;
        }

        blocks.TryComplete(failure);
    }

    private static async Task FillAndCompleteAsync(SourceFile file, SourceLimits limits, ChannelWriter<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await FillAsync(file, limits, blocks, cancellationToken);
        }
        catch (Exception error)
        {
            // Given to the consumer through the channel.
            failure = error;
        }

        blocks.TryComplete(failure);
    }

    private static async ValueTask FillAsync(SourceFile file, SourceLimits limits, ChannelWriter<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        foreach (var block in FileReader.Read(file, limits))
        {
            await blocks.WriteAsync(block, cancellationToken);
        }
    }
}
