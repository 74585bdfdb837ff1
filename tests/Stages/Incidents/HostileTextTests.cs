using System.Globalization;
using System.Net;
using CsCheck;
using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class HostileTextTests
{
    [Fact]
    public void Given_TheCorpus_When_Shown_Then_NoCharacterSteersTheTerminalOrThePage()
    {
        Assert.True(HostileStrings.All.Length >= 30);
        foreach (var value in HostileStrings.All)
        {
            var plain = HostileText.Plain(value);
            Assert.DoesNotContain(plain, static character => char.IsControl(character));
            Assert.True(HostileText.IsPlain(plain), plain);
            Assert.True(plain.Length <= HostileText.TextMax * 12);
            var html = HostileText.Html(value);
            Assert.DoesNotContain('<', html);
            Assert.DoesNotContain('"', html);
            Assert.Equal(plain, WebUtility.HtmlDecode(html));
            var markdown = HostileText.Markdown(value);
            Assert.DoesNotContain('<', markdown);
            Assert.DoesNotContain('\n', markdown);
            Assert.DoesNotContain("://", markdown);
            Assert.DoesNotContain("](", markdown);
            Assert.DoesNotMatch(@"(?<!\\)[`*_\[\]|~#]", markdown.Replace("&#", "&", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Given_AnyTwoStrings_When_Plain_Then_DifferentShortOnesStayDifferent() =>
        Gen.Select(Gen.String[0, 20], Gen.String[0, 20]).Sample(
            static (left, right) => left == right || left.Contains('⟨') || right.Contains('⟨') || HasLone(left) || HasLone(right) || HostileText.Plain(left) != HostileText.Plain(right), iter: 2000);

    [Fact]
    public void Given_TheCorpus_When_ACommandIsBuilt_Then_ItIsNotOfferedOrIsOneWord()
    {
        foreach (var value in HostileStrings.All)
        {
            var command = BashCommand.IsSafeValue(value) ? BashCommand.Of(["aws", "iam", "get-user", "--user-name", value]) : null;
            if (command is not null)
            {
                Assert.DoesNotContain(command, static character => "`$;&|<>\n\r".Contains(character));
                Assert.Equal(["aws", "iam", "get-user", "--user-name", value], Words(command));
            }
        }

        Assert.Null(BashCommand.Of(["aws", "$(id)"]));
        Assert.Null(BashCommand.Of(["aws", "a\u202Eb"]));
        Assert.Equal("aws 'two words'", BashCommand.Of(["aws", "two words"]));
        Assert.False(BashCommand.IsSafeValue("--profile=evil"));
        Assert.False(BashCommand.IsSafeValue("-rf"));
    }

    [Fact]
    public void Given_HostileNamesEverywhere_When_Reported_Then_NoMarkupNoControlNoCommand()
    {
        foreach (var value in HostileStrings.All)
        {
            var incident = Hostile(value);
            var html = IncidentHtml.Write(incident);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href", html, StringComparison.Ordinal);
            Assert.DoesNotContain(html, static character => char.IsControl(character) && character != '\n');
            var markdown = IncidentMarkdown.Write(incident);
            Assert.DoesNotContain(markdown, static character => character != '\n' && (char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format));
            Assert.DoesNotContain("](", markdown, StringComparison.Ordinal);
            Assert.DoesNotContain("<", markdown, StringComparison.Ordinal);
            Assert.True(html.Length < 400_000);
        }
    }

    [Fact]
    public void Given_AHostileUserName_When_Built_Then_ItsCommandIsWithheldAndTheTitleIsEscaped()
    {
        var evil = new EntityId($"arn:aws:iam::{DemoWorld.AccountId}:user/$(id)\u202Ex");
        var events = DemoWorld.Events.Select(record => record.Actor.Id == DemoWorld.User.Value ? record with { Actor = record.Actor with { Id = evil.Value }, Behind = new(evil, "self", Confidence.Proven, []) } : record);
        var signals = DemoWorld.Signals.Select(signal => signal.Actor?.Id == DemoWorld.User
            ? signal with { Actor = signal.Actor! with { Id = evil, Behind = new(evil, "self", Confidence.Proven, []) }, Entities = [evil] } : signal).ToList();
        var impacts = DemoWorld.Impacts.Select(impact => impact with { Actor = evil }).ToList();
        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World(signals, impacts, events)).Incidents);
        Assert.DoesNotContain('\u202E', incident.Title);
        Assert.Contains("⟨U+202E⟩", incident.Title, StringComparison.Ordinal);
        var key = Assert.Single(incident.Summary!.Recommendations, static each => each.Action.StartsWith("Deactivate", StringComparison.Ordinal));
        Assert.Null(key.Command);
    }

    private static Incident Hostile(string value) => new()
    {
        Id = value, Title = value, Severity = Severity.High, Status = value, FirstSeen = RandomWorlds.Start, LastSeen = RandomWorlds.Start,
        Origin = [new() { Ip = value, Country = value, Asn = value, Intel = [value] }],
        Steps = [new() { Time = RandomWorlds.Start, Action = value, Text = value, Tactic = value, Technique = value, Events = [value], Count = 1 }],
        RootCause = new(value, value), BlastRadius = new(1, 0, [new(value)]), NextMoves = [new(value, new(value), [], Likelihood.Likely, value)],
        Evidence = new([new() { Name = value, From = RandomWorlds.Start, To = RandomWorlds.Start, Gaps = [value] }], [new(value, value, value)]),
        Summary = new(value, [new(value, [value])], [new(value, new(value), BashCommand.IsSafeValue(value) ? BashCommand.Of(["aws", value]) : null, [value])]),
    };

    private static bool HasLone(string text) => text.EnumerateRunes().Any(static rune => rune == System.Text.Rune.ReplacementChar);

    /// <summary>Splits as bash would split words of plain and single-quoted text.</summary>
    private static List<string> Words(string command)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var isQuoted = false;
        foreach (var character in command)
        {
            if (character == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ' ' && !isQuoted)
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(character);
            }
        }

        words.Add(word.ToString());
        return words;
    }
}
