using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>A <c>twin</c> that serves, started as a process and ended with the test.</summary>
internal sealed partial class RunningTwin : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _output = [];

    private RunningTwin(Process process) => _process = process;

    public HttpClient Http { get; } = new() { Timeout = Longest };

    public string Output => string.Join('\n', _output.ToArray());

    /// <summary>Starts and returns once it is ready.</summary>
    public static async Task<RunningTwin> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Twin.Dll);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        var twin = new RunningTwin(Process.Start(start)!);
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (twin._output)
            {
                twin._output.Add(line.Data ?? string.Empty);
            }

            if (line.Data is { } text && Address().Match(text) is { Success: true } found)
            {
                address.TrySetResult(found.Value);
            }
        }

        twin._process.OutputDataReceived += Take;
        twin._process.ErrorDataReceived += Take;
        twin._process.BeginOutputReadLine();
        twin._process.BeginErrorReadLine();
        var ended = twin._process.WaitForExitAsync();
        if (await Task.WhenAny(address.Task, ended).WaitAsync(Longest) == ended)
        {
            throw new InvalidOperationException($"twin ended with {twin._process.ExitCode}: {twin.Output}");
        }

        twin.Http.BaseAddress = new Uri(await address.Task);
        await UntilAsync(async () => (await twin.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        return twin;
    }

    /// <summary>Asks again until it holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (!await holds())
        {
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>The next <paramref name="count"/> alerts of the stream after a number: number and data.</summary>
    public async Task<List<(long Seq, string Data)>> AlertsAsync(long? after, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        if (after is { } number)
        {
            request.Headers.Add("Last-Event-ID", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        using var limit = new CancellationTokenSource(Longest);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        var (alerts, kind, data) = (new List<(long, string)>(), string.Empty, string.Empty);
        while (alerts.Count < count && await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal) && kind == "alert")
            {
                alerts.Add((long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture), data));
            }
        }

        return alerts;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
