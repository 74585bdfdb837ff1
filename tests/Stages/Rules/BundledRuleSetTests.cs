using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Rules;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Rules;

public class BundledRuleSetTests
{
    private static readonly SigmaEngine Engine =
        SigmaEngine.Load(BundledRules.All.Select(file => new SigmaSource(file.Path, file.Text)));

    private static IEnumerable<(SigmaMetadata Metadata, SigmaPosition Position, int Cases, bool IsPart)> Everything =>
        Engine.Logs.SelectMany(log => log.Rules.Select((rule, i) => (rule.Metadata, rule.Position, rule.Cases.Length, log.Quiet[i])))
            .Concat(Engine.Correlations.Select(rule => (rule.Metadata, rule.Position, rule.Cases.Length, false)));

    [Fact]
    public void Given_BundledRules_When_Loaded_Then_ThereIsNoDiagnosticAtAll()
    {
        Assert.Empty(Engine.Diagnostics);
        Assert.True(BundledRules.All.Length >= 90, $"{BundledRules.All.Length} files");
    }

    [Fact]
    public void Given_TheCasesOfEachRule_When_Run_Then_AllComeOutAsWritten()
    {
        var results = SigmaCases.Run(Engine);

        Assert.Empty(results.Where(result => !result.Passed)
            .Select(result => $"{result.Rule}: {result.Case.Name}: fired {result.Fired} {result.Problem}"));
        Assert.True(results.Length > 180, $"{results.Length} cases");
    }

    [Fact]
    public void Given_EachRule_When_ItsHeadIsRead_Then_NameFileAndTextsAgree()
    {
        foreach (var (metadata, position, cases, isPart) in Everything)
        {
            var name = Assert.IsType<string>(metadata.Name);
            Assert.True(Guid.TryParse(metadata.Id, out _), name);
            Assert.NotEqual(SigmaLevel.Unspecified, metadata.Level);
            if (isPart)
            {
                continue;
            }

            var parts = position.File.Split('/');
            var slug = name.Split('.')[2];
            var tactic = metadata.Tactics.First().Replace('-', '_');
            Assert.Equal($"{tactic}_{slug.Replace('-', '_')}.yml", parts[2]);
            Assert.Equal($"{parts[0]}.{parts[1]}", string.Join('.', name.Split('.')[..2]));
            Assert.True(cases >= 2, $"{name} has {cases} cases");
            Assert.NotEmpty(metadata.FalsePositives);
            Assert.True(metadata.Extensions["x-why"].Length > 20, name);
            Assert.True(metadata.Extensions["x-response"].Length > 10, name);
            Assert.True(metadata.Description.Length > 10, name);
        }
    }

    [Fact]
    public void Given_EachRule_When_ItsCasesAreCounted_Then_OneMustFireAndOneMustNot()
    {
        var all = Engine.Logs.SelectMany(log => log.Rules.Where((_, i) => !log.Quiet[i]).Select(rule => (rule.Key, rule.Cases)))
            .Concat(Engine.Correlations.Select(rule => (rule.Key, rule.Cases)));
        foreach (var (key, cases) in all)
        {
            Assert.True(cases.Any(one => one.Fires) && cases.Any(one => !one.Fires), key);
            Assert.All(cases, one => Assert.NotEmpty(one.Origin));
        }
    }

    [Fact]
    public void Given_EachRule_When_ItsTechniquesAreLookedUp_Then_TheyExistAndFitATactic()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("ref/attack_cloud_techniques.json")));
        var known = reference.RootElement.EnumerateArray().ToDictionary(
            technique => technique.GetProperty("id").GetString()!,
            technique => technique.GetProperty("tactics").EnumerateArray().Select(tactic => tactic.GetString()!).ToHashSet());
        foreach (var (metadata, _, _, _) in Everything)
        {
            Assert.NotEmpty(metadata.Techniques);
            Assert.NotEmpty(metadata.Tactics);
            foreach (var technique in metadata.Techniques)
            {
                Assert.True(known.ContainsKey(technique), $"{metadata.Name}: {technique} is no cloud technique");
                Assert.True(known[technique].Overlaps(metadata.Tactics), $"{metadata.Name}: {technique} is not of {string.Join(", ", metadata.Tactics)}");
            }
        }
    }

    [Fact]
    public void Given_EachRule_When_ItsTextIsSearched_Then_ItNamesNoToolOfTheRecordedData()
    {
        string[] answers = ["stratus", "bert-jan", "invictus", "christophe", "malicious", "benjamin"];
        foreach (var file in BundledRules.All)
        {
            Assert.DoesNotContain(answers, answer => file.Text.Contains(answer, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Given_TheLock_When_ComparedWithTheRules_Then_EveryChangeHasANewVersion()
    {
        var locked = BundledRules.Lock.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => (Version: int.Parse(parts[1], CultureInfo.InvariantCulture), Hash: parts[2]));
        var current = Everything.Where(rule => !rule.IsPart).OrderBy(rule => rule.Metadata.Name, StringComparer.Ordinal)
            .Select(rule => (rule.Metadata.Name, Version: int.Parse(rule.Metadata.Extensions["x-version"], CultureInfo.InvariantCulture), Hash: HashOf(rule.Position.File)))
            .ToList();
        if (Environment.GetEnvironmentVariable("ORLEANSTWIN_RULES_LOCK") is { Length: > 0 } file)
        {
            File.WriteAllText(file, string.Concat(current.Select(rule => $"{rule.Name} {rule.Version} {rule.Hash}\n")));
            return;
        }

        foreach (var (name, version, hash) in current)
        {
            Assert.True(locked.TryGetValue(name!, out var entry), $"{name} is not in rules.lock");
            Assert.True(entry.Hash == hash || version > entry.Version, $"{name} changed: raise its x-version");
            Assert.True(entry == (version, hash), $"{name}: rules.lock is behind; write it again with ORLEANSTWIN_RULES_LOCK");
        }

        Assert.Equal(current.Count, locked.Count);
    }

    private static string HashOf(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(BundledRules.All.Single(file => file.Path == path).Text.ReplaceLineEndings("\n"))));
}
