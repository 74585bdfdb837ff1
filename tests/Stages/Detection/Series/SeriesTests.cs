using System.Globalization;
using System.Text.Json;
using CsCheck;
using OrleansTwin.Detection.Series;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Series;

public sealed class SeriesTests
{
    private const double Goal = 60;
    private static readonly DateTimeOffset Start = new(2031, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_OpenSeries_When_ScoredByTheStandardProfile_Then_AtLeastSixtyOnAllAndOnTheCloudOnes()
    {
        var all = Load();
        Assert.Equal(43, all.Count);
        var cloud = all.Where(static s => s.Name.StartsWith("realAWSCloudwatch", StringComparison.Ordinal)).ToList();

        var (score, threshold) = NabScorer.Best(all);
        var cloudAtSame = NabScorer.At(cloud, threshold);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"all {score:F1} at {threshold:F4}; AWS at the same threshold {cloudAtSame:F1}, at its own {NabScorer.Best(cloud).Score:F1}"));
        foreach (var group in all.GroupBy(static s => Path.GetDirectoryName(s.Name)).Where(static g => g.Any(static s => s.Windows.Count > 0)))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{group.Key} {NabScorer.At([.. group], threshold):F1}, threshold chosen without it: {NabScorer.At([.. group], NabScorer.Best([.. all.Except(group)]).Threshold):F1}"));
        }

        Assert.True(score >= Goal, FormattableString.Invariant($"all: {score:F1}"));
        Assert.True(cloudAtSame >= Goal, FormattableString.Invariant($"AWS: {cloudAtSame:F1}"));
    }

    [Fact]
    public void Given_RandomSeries_When_ValuesFollow_Then_EarlierScoresStayAndLieWithinBounds()
    {
        Gen.Select(Gen.Double[-1e6, 1e6].List[300, 700], Gen.Int[1, 600]).Sample((values, cut) =>
        {
            var whole = Scores(values);
            Assert.Equal(whole.Take(cut), Scores(values.Take(cut)));
            Assert.All(whole, static score => Assert.InRange(score, 0, 1));
        }, iter: 20);
    }

    [Fact]
    public void Given_DailyRhythm_When_OneMiddayIsMissing_Then_ItAloneScoresHigh()
    {
        var values = Enumerable.Range(0, 288 * 14).Select(static i => i % 288 is > 96 and < 192 && i / 288 != 11 ? 80.0 + (i * 7 % 5) : 20.0 + (i * 11 % 5)).ToList();
        var scores = Scores(values);

        var high = scores.Select(static (score, index) => (score, Day: index / 288)).Where(static p => p.score > 0.55 && p.Day > 4).ToList();
        Assert.NotEmpty(high);
        Assert.All(high, static p => Assert.Equal(11, p.Day));
    }

    [Fact]
    public void Given_SpikeOfTenfold_When_LastSeenLevelWasFlat_Then_ScoresHighOnce()
    {
        var values = Enumerable.Range(0, 1000).Select(static i => i is >= 700 and < 710 ? 1000.0 : 50 + (i * 7 % 13)).ToList();

        var high = Scores(values).Select(static (score, index) => (score, index)).Where(static p => p.score > 0.55).Select(static p => p.index).ToList();
        Assert.Equal([700], high);
    }

    [Fact]
    public void Given_NotFiniteOrHugeValues_When_Observed_Then_NoScoreOutsideTheBounds()
    {
        var detector = new SeriesDetector();
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(detector.Observe(Start.AddMinutes(i), (i % 5) switch { 0 => double.NaN, 1 => double.MaxValue, 2 => double.MinValue, 3 => double.PositiveInfinity, _ => i }), 0, 1);
        }
    }

    [Fact]
    public void Given_BrokenLines_When_Scored_Then_ReportedWithTheirNumberAndTheRestIsRead()
    {
        var problems = new List<SeriesProblem>();
        string[] lines = ["timestamp,value", "2031-03-03 00:00:00,1.5", "nonsense", "2031-03-03 00:05:00,zwei", "2031-03-03T00:10:00Z,2,ignored"];

        var result = SeriesCsv.Score(lines, new SeriesDetector(), problems.Add).ToList();

        Assert.Equal(["timestamp,value,anomaly_score", "2031-03-03 00:00:00,1.5,0", "2031-03-03T00:10:00Z,2,0"], result);
        Assert.Equal([3, 4], problems.Select(static p => p.Line));
    }

    [Fact]
    public void Given_NothingOrEverythingTold_When_Scored_Then_ZeroAndFarBelow()
    {
        List<NabSeries> silent = [new("s", new double[1000], [(500, 599)])];
        List<NabSeries> first = [new("s", [.. Enumerable.Range(0, 1000).Select(static i => i == 500 ? 1.0 : 0)], [(500, 599)])];
        List<NabSeries> loud = [new("s", [.. Enumerable.Repeat(1.0, 1000)], [(500, 599)])];

        Assert.Equal(0, NabScorer.At(silent, 0.5), 6);
        Assert.Equal(100, NabScorer.At(first, 0.5), 6);
        Assert.True(NabScorer.At(loud, 0.5) < -1000);
    }

    private static List<double> Scores(IEnumerable<double> values)
    {
        var detector = new SeriesDetector();
        return [.. values.Select((value, index) => detector.Observe(Start.AddMinutes(5 * index), value))];
    }

    private static List<NabSeries> Load()
    {
        var folder = Folder();
        if (folder is null)
        {
            Assert.Skip("the recorded series (shared/data/metrics) are not on this machine");
        }

        var windows = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(Path.Combine(folder, "windows.json")))!;
        return [.. windows.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Where(pair => File.Exists(Path.Combine(folder, pair.Key))).Select(pair => Read(folder, pair.Key, pair.Value))];
    }

    private static NabSeries Read(string folder, string name, string[][] windows)
    {
        var rows = SeriesCsv.Score(File.ReadLines(Path.Combine(folder, name)), new SeriesDetector(), static problem => Assert.Fail(problem.What)).Skip(1).Select(static line => line.Split(',')).ToList();
        var times = rows.Select(static row => Time(row[0])).ToList();
        return new(
            name,
            [.. rows.Select(static row => double.Parse(row[2], CultureInfo.InvariantCulture))],
            [.. windows.Select(window => (times.FindIndex(t => t >= Time(window[0])), times.FindLastIndex(t => t <= Time(window[1]))))]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? Folder()
    {
        var given = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA");
        if (given is not null && Directory.Exists(Path.Combine(given, "metrics")))
        {
            return Path.Combine(given, "metrics");
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared", "data", "metrics");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
