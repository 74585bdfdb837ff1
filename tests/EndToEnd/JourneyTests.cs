using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>
/// The demo's incident as an analyst goes through it: its 13 points (CONTRACTS), by mouse and by keyboard, in both themes.
/// <c>ORLEANSTWIN_PICTURES=docs</c> writes the pictures of README into that folder.
/// </summary>
[Collection(DemoLooks.Name)]
public sealed partial class JourneyTests(DemoServer demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Given_TheDemo_When_AnAnalystFollowsTheAlert_Then_AllThirteenPointsAreThere(ColorScheme theme)
    {
        await using var browser = await Browser.StartAsync();
        var (page, wrong) = await browser.OpenAsync(demo.Twin.Http.BaseAddress!, theme);

        await AlertAsync(page);
        await Assertions.Expect(page.Locator(".live[aria-busy=false]")).ToBeVisibleAsync();
        await page.Locator("ol.queue a").First.ClickAsync();
        await Assertions.Expect(page.Locator("svg.graph")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".live[aria-busy=false]")).ToBeVisibleAsync();
        await PictureAsync(page, theme);
        await TimelineAsync(page);
        await RestAsync(page);
        await CleanAsync(page);
        await MouseAsync(page);
        await KeysAsync(page);

        Assert.Empty(wrong);
    }

    private static async Task PictureAsync(IPage page, ColorScheme theme)
    {
        if (Environment.GetEnvironmentVariable("ORLEANSTWIN_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"incident-{theme.ToString().ToLowerInvariant()}.png") });
        }
    }

    // Points 1 to 3: one alert of anomalous traffic, on the instance, with three signals.
    private static async Task AlertAsync(IPage page)
    {
        await page.GotoAsync("/incidents");
        var alert = page.Locator("ol.alerts > li", new() { HasText = "Anomalous network traffic" }).First;
        await Assertions.Expect(alert).ToContainTextAsync("i-0d41c7be95a2f6038");
        await Assertions.Expect(page.Locator("ol.queue > li")).ToHaveCountAsync(1);
    }

    // Points 5 to 9: the change of profile with what it gave, SSH laid open, the refused read, the reads, the signals of the network.
    private static async Task TimelineAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = All() }).ClickAsync();
        var steps = page.Locator("ol.steps > li");
        var profile = steps.Filter(new() { HasText = "AssociateIamInstanceProfile" }).First;
        await Assertions.Expect(profile.Locator(".impact")).ToContainTextAsync("customers");
        await Assertions.Expect(profile.Locator(".sev.high")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(profile.Locator(".diff")).ToBeVisibleAsync();
        await Assertions.Expect(steps.Filter(new() { HasText = "AuthorizeSecurityGroupIngress" }).First.Locator(".impact")).ToContainTextAsync("0.0.0.0/0");
        await Assertions.Expect(steps.Filter(new() { HasText = "HeadObject" }).First).ToContainTextAsync("denied");
        await Assertions.Expect(steps.Filter(new() { HasText = "GetItem" }).First).ToContainTextAsync("×260");
        await Assertions.Expect(steps.Filter(new() { HasText = "Outbound volume off the norm" }).First).ToBeVisibleAsync();
    }

    // Points 4 and 10 to 13: one graph, next moves, radius, origin Tor, summary with recommendations; and what could not be seen.
    private static async Task RestAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("dl.strip")).ToContainTextAsync("tor", new() { IgnoreCase = true });
        await Assertions.Expect(page.Locator("svg.graph g.box.compromised")).Not.ToHaveCountAsync(0);
        foreach (var (title, holds) in new[] { ("moves-title", "li"), ("reach-title", "li"), ("summary-title", ".chip"), ("measures-title", "pre.command"), ("blind-title", "li") })
        {
            await Assertions.Expect(page.Locator($"section[aria-labelledby={title}] {holds}").First).ToBeVisibleAsync();
        }
    }

    // A box shows its steps, a step its boxes.
    private static async Task MouseAsync(IPage page)
    {
        var table = page.GetByRole(AriaRole.Button, new() { NameRegex = Customers() });
        await table.ClickAsync();
        await Assertions.Expect(table).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".chosen-card")).ToContainTextAsync("customers");
        await Assertions.Expect(page.Locator("ol.steps > li.lit").Filter(new() { HasText = "GetItem" })).ToHaveCountAsync(1);
        await CleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".chosen-card")).ToHaveCountAsync(0);

        await page.Locator("ol.steps > li", new() { HasText = "AuthorizeSecurityGroupIngress" }).Locator("button.number").ClickAsync();
        await Assertions.Expect(page.Locator("svg.graph g.box.network.lit")).ToHaveCountAsync(1);
        await CleanAsync(page);
    }

    // Tab leads to one box, arrows walk on, Enter chooses.
    private static async Task KeysAsync(IPage page)
    {
        await page.Locator("svg.graph g.box[tabindex='0']").First.FocusAsync();
        for (var press = 0; press < 2; press++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chosen-card")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("svg.graph g.box:focus")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task CleanAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(static node => node.Html))}")));
    }

    [GeneratedRegex("^All \\(", RegexOptions.None, 1000)]
    private static partial Regex All();

    [GeneratedRegex("^customers ", RegexOptions.None, 1000)]
    private static partial Regex Customers();
}
