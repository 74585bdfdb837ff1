using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The response section of the demo's incident: a plan with commands, what each breaks and does not stop; clean in both themes with an action open.</summary>
[Collection(DemoLooks.Name)]
public sealed class ResponsePageTests(DemoServer demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Given_TheDemo_When_AnActionIsOpened_Then_ItsCommandEffectsAndProofAreThere(ColorScheme theme)
    {
        await using var browser = await Browser.StartAsync();
        var (page, wrong) = await browser.OpenAsync(demo.Twin.Http.BaseAddress!, theme);
        await page.GotoAsync("/incidents");
        await Assertions.Expect(page.Locator(".live[aria-busy=false]")).ToBeVisibleAsync();
        await page.Locator("ol.queue a").First.ClickAsync();

        var first = page.Locator(".response details.action").First;
        await Assertions.Expect(first.Locator("summary")).ToContainTextAsync("Deactivate the access key");
        await first.Locator("summary").ClickAsync();
        await Assertions.Expect(first.Locator("pre.command").First).ToContainTextAsync("aws iam update-access-key");
        foreach (var heading in new[] { "Before", "Command", "Breaks", "Does not stop", "Rollback", "Proof" })
        {
            await Assertions.Expect(first.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.Locator(".response")).ToContainTextAsync("carries nothing out");
        Assert.Equal(0, await page.Locator(".response form, .response input").CountAsync());
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(static violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(static node => node.Html))}")));
        if (Environment.GetEnvironmentVariable("ORLEANSTWIN_PICTURES") is { Length: > 0 } folder)
        {
            await page.Locator(".response").ScreenshotAsync(new() { Path = Path.Combine(folder, $"response-{theme.ToString().ToLowerInvariant()}.png") });
        }

        Assert.Empty(wrong);
    }
}
