using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The pages as a person uses them, in a real browser, by mouse and by keyboard, in both themes.</summary>
public sealed class PageTests : IDisposable
{
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
        foreach (var path in new[] { "/changes", "/health" })
        {
            await page.GotoAsync(path);
            await CleanAsync(page);
        }

        Assert.Empty(wrong);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ReportAsync(IPage page)
    {
        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/report$"));
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
        await page.Locator("td a.entity").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is known, and what not" })).ToBeVisibleAsync();
        await ShowsEvidenceAsync(page, page.Locator("ol.steps .chip").First);
        await CleanAsync(page);
    }

    // The first paint is not live yet: a press before that does nothing, and is repeated.
    private static async Task ShowsEvidenceAsync(IPage page, ILocator chip)
    {
        var panel = page.Locator($"#{await chip.GetAttributeAsync("aria-controls")}");
        await RunningTwin.UntilAsync(async () =>
        {
            if (await chip.GetAttributeAsync("aria-expanded") == "false")
            {
                await chip.ClickAsync();
            }

            panel = page.Locator($"#{await chip.GetAttributeAsync("aria-controls")}");
            return await panel.Locator("article").CountAsync() > 0;
        });
        await Assertions.Expect(panel.Locator("article").First).ToBeVisibleAsync();
    }

    private static async Task CleanAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(static node => node.Html))}")));
    }
}
