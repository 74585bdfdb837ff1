using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>A <c>twin</c> that serves, started as a process and ended with the test.</summary>
internal sealed partial class RunningTwin : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<(string Text, TaskCompletionSource Told)> _waiting = [];

    private RunningTwin(Process process) => _process = process;

    public HttpClient Http { get; } = new() { Timeout = Longest };

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

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
                var text = line.Data ?? string.Empty;
                twin._output.Add(text);
                twin._waiting.ForEach(waiting => _ = text.Contains(waiting.Text, StringComparison.Ordinal) && waiting.Told.TrySetResult());
            }

            if (line.Data is { } said && Address().Match(said) is { Success: true } found)
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
        await twin.TellsAsync("Ctrl-C ends it.");
        Assert.True((await twin.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        return twin;
    }

    /// <summary>Returns once the terminal has told a line that holds the text.</summary>
    public async Task TellsAsync(string text)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            if (_output.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            _waiting.Add((text, told));
        }

        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(told.Task, ended).WaitAsync(Longest) == ended)
        {
            throw new InvalidOperationException($"twin ended with {_process.ExitCode} before it told `{text}`: {Output}");
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
