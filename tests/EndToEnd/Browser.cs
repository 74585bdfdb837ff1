using Microsoft.Playwright;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The machine's own Chromium, headless; tests are skipped with a reason where there is none.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private const float LongestMilliseconds = 60_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("ORLEANSTWIN_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Skip("no Chromium on this machine; install one (Debian: chromium) or name it in ORLEANSTWIN_CHROMIUM");
        }

        // Long enough for a busy machine: a test waits for what it looks for, never for a time.
        Assertions.SetDefaultExpectTimeout(LongestMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] }));
    }

    /// <summary>A page in a theme that notes every request that leaves the origin and every error of the page.</summary>
    public async Task<(IPage Page, List<string> Wrong)> OpenAsync(Uri origin, ColorScheme theme)
    {
        var page = await _browser.NewPageAsync(new() { BaseURL = origin.ToString(), ColorScheme = theme, ViewportSize = new() { Width = 1440, Height = 900 } });
        page.SetDefaultTimeout(LongestMilliseconds);
        page.SetDefaultNavigationTimeout(LongestMilliseconds);
        var wrong = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && new Uri(request.Url).Authority != origin.Authority)
            {
                wrong.Add($"leaves the origin: {request.Url}");
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                wrong.Add(message.Text);
            }
        };
        page.PageError += (_, error) => wrong.Add(error);
        return (page, wrong);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
