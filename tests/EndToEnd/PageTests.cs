using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The pages as a person uses them, in a real browser, by mouse and by keyboard, in both themes.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly Regex Titled = new("\\S");
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    public PageTests() => Story.Write(Path.Combine(_folder, "logs"));

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Given_AnOpenedFolder_When_APersonWalksThroughThePages_Then_EveryLineOpensItsEvidenceAndNothingLeavesTheOrigin(ColorScheme theme)
    {
        await using var browser = await Browser.StartAsync();
        await using var twin = await RunningTwin.StartAsync("open", Path.Combine(_folder, "logs"));
        var (page, wrong) = await browser.OpenAsync(twin.Http.BaseAddress!, theme);

        await ReportAsync(page);
        await IncidentAsync(page);
        await EntityAsync(page);
        foreach (var path in new[] { "/changes", "/health", "/query", "/query?q=entities+where+type+contains+role", "/query?q=events+count+by+action", "/query?q=signals+were" })
        {
            await page.GotoAsync(path);
            await CleanAsync(page);
        }

        // The search at the top takes a query.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("entities where id endswith role-1");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/query?q=*");
        await Assertions.Expect(page.Locator("td a.entity").First).ToHaveAttributeAsync("title", new Regex("role-1$"));

        Assert.Empty(wrong);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ReportAsync(IPage page)
    {
        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/report$"));
        await ShowsEvidenceAsync(page, page.Locator(".panel.first .chip").First);
        await CleanAsync(page);
    }

    private static async Task IncidentAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Incidents" }).ClickAsync();
        await Assertions.Expect(page.Locator("ol.alerts > li").First).ToBeVisibleAsync();
        await CleanAsync(page);

        // By keyboard: j leads to the first incident, Enter opens it.
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("ol.steps > li").First).ToBeVisibleAsync();
        await ShowsEvidenceAsync(page, page.Locator("ol.steps .chip").First);
        await ShowsEvidenceAsync(page, page.Locator(".stack .sentences .chip").First);
        await CleanAsync(page);
    }

    private static async Task EntityAsync(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("role-1");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/entities?text=role-1");
        await LiveAsync(page);
        await page.Locator("td a.entity").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is known, and what not" })).ToBeVisibleAsync();
        await ShowsEvidenceAsync(page, page.Locator("ol.steps .chip").First);
        await CleanAsync(page);
    }

    // The first paint is replaced when the page comes to life; a press on what is replaced is lost.
    private static Task LiveAsync(IPage page) => Assertions.Expect(page.Locator(".live[aria-busy=false]")).ToBeVisibleAsync();

    // Pressing waits until the page is live: the button is disabled before.
    private static async Task ShowsEvidenceAsync(IPage page, ILocator chip)
    {
        await chip.ClickAsync();
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(page.Locator($"#{await chip.GetAttributeAsync("aria-controls")} article").First).ToBeVisibleAsync();
    }

    // The title is taken away and set again while the page comes to life.
    private static async Task CleanAsync(IPage page)
    {
        await LiveAsync(page);
        await Assertions.Expect(page).ToHaveTitleAsync(Titled);
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(static node => node.Html))}")));
    }
}
