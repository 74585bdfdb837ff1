using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansTwin.Tests.Stages.Architecture;

public sealed partial class ArchitectureTests
{
    private const int FileLinesMax = 400;

    private static readonly string[] BannedNames = ["Manager", "Helper", "Util", "Utils", "Processor"];

    [Fact]
    public void Given_ProjectFiles_When_Compared_Then_ReferencesAreThoseOfTheTable()
    {
        var table = File.ReadLines(Path.Combine(Repository.Root, "src", "README.md"))
            .Select(static line => TableRow().Match(line))
            .Where(static match => match.Success)
            .ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value.Split(", ").Where(static name => name != "–").Order(StringComparer.Ordinal).ToArray());
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(table.Count, projects.Length);
        foreach (var project in projects)
        {
            var allowed = table[Path.GetFileNameWithoutExtension(project)];
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["OrleansTwin.".Length..])
                .Where(name => !allowed.Contains(name));
            Assert.True(!references.Any(), $"{Path.GetFileName(project)} references {string.Join(", ", references)}, which src/README.md does not allow");
        }
    }

    [Fact]
    public void Given_SourceFiles_When_Measured_Then_NoneIsLongerThanTheHouseAllows()
    {
        var long_ = Sources().Where(static file => File.ReadLines(file).Count() > FileLinesMax).Select(static file => Path.GetRelativePath(Repository.Root, file));
        Assert.Empty(long_);
    }

    [Fact]
    public void Given_SourceFiles_When_Named_Then_NoNameSaysNothing()
    {
        var banned = Sources().Select(static file => Path.GetFileNameWithoutExtension(file)).Where(static name => BannedNames.Any(word => name.EndsWith(word, StringComparison.Ordinal)));
        Assert.Empty(banned);
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests" }
            .SelectMany(static folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (OrleansTwin[\w.]*) \| (.+) \|$", RegexOptions.None, 1000)]
    private static partial Regex TableRow();
}
