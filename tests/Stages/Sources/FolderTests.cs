using System.Text;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Listing and reading folders.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("orleanstwin-sources").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Given_OneRoot_When_Listed_Then_UnitsBelowItInOrdinalOrder()
    {
        Write("in/b.json", 1);
        Write("in/a/z.json", 1);
        Write("in/B.json", 1);
        Write("in/a.json", 1);

        Assert.Equal(["B.json", "a.json", "a/z.json", "b.json"], Units(Path.Combine(_root, "in")));
    }

    [Fact]
    public void Given_SeveralRoots_When_Listed_Then_PrefixedAndTwinsNumbered()
    {
        Write("x/in/a.json", 1);
        Write("y/in/a.json", 1);
        Write("z.json", 1);

        Assert.Equal(["in/a.json", "in~2/a.json", "z.json"], Units(Path.Combine(_root, "x", "in"), Path.Combine(_root, "y", "in"), Path.Combine(_root, "z.json")));
    }

    [Fact]
    public void Given_LinkLoopAndDeadLink_When_Listed_Then_EachFileOnceAndAFault()
    {
        Write("in/a.json", 1);
        Directory.CreateSymbolicLink(Path.Combine(_root, "in", "loop"), Path.Combine(_root, "in"));
        File.CreateSymbolicLink(Path.Combine(_root, "in", "dead"), Path.Combine(_root, "nothing"));

        var (files, faults) = SourceFolder.Find([Path.Combine(_root, "in")]);

        Assert.Equal("a.json", Assert.Single(files).Unit);
        Assert.Equal(("dead", "the link leads nowhere"), (Assert.Single(faults).Source, faults[0].Reason));
    }

    [Fact]
    public void Given_MissingPath_When_Listed_Then_ProblemWithoutMachinePath()
    {
        var files = SourceFolder.List([Path.Combine(_root, "absent")], SourceLimits.Default, out var problems);

        Assert.Empty(files);
        Assert.Equal("`absent`: the path does not exist or cannot be read; give a file or a folder of logs", Assert.Single(problems));
    }

    [Fact]
    public void Given_TooManyFilesOrTooDeep_When_Listed_Then_Faults()
    {
        for (var number = 0; number < 5; number++)
        {
            Write($"in/{number}.json", 1);
        }

        Write("in/d/e/f/x.json", 1);

        var few = SourceFolder.Find([Path.Combine(_root, "in")], new SourceLimits { FilesMax = 3 });
        var shallow = SourceFolder.Find([Path.Combine(_root, "in")], new SourceLimits { FolderDepthMax = 2 });

        Assert.Equal(3, few.Files.Count);
        Assert.Single(few.Faults);
        Assert.Equal(("d/e/f", 5), (Assert.Single(shallow.Faults).Source, shallow.Files.Count));
    }

    [Fact]
    public void Given_TooLargeOrVanishedFile_When_Read_Then_ALetter()
    {
        Write("in/a.json", 3);
        var file = SourceFolder.Find([Path.Combine(_root, "in")]).Files[0];

        Assert.Equal("the file is larger than 10 bytes", Assert.Single(Reads.Of(FileReader.Read(file, new SourceLimits { FileBytesMax = 10 })).Letters).Reason);
        File.Delete(file.Path);
        Assert.Equal("the file cannot be opened", Assert.Single(Reads.Of(FileReader.Read(file)).Letters).Reason);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 4)]
    [InlineData(false, 4)]
    public async Task Given_Folder_When_ReadInParallel_Then_AllRecordsInTheOrderAsked(bool inOrder, int workers)
    {
        for (var number = 0; number < 30; number++)
        {
            Write($"in/{number:00}.json", 1 + (number % 7));
        }

        var options = new FolderReadOptions { InOrder = inOrder, Workers = workers, BlocksAhead = 1, FilesAhead = 2, Limits = new SourceLimits { BlockBytes = 1024 } };
        var blocks = new List<SourceBlock>();
        await foreach (var block in FolderReader.ReadAsync([Path.Combine(_root, "in")], options, TestContext.Current.CancellationToken))
        {
            blocks.Add(block);
        }

        var expected = Reads.OfFolder(Path.Combine(_root, "in")).Records.Select(static record => record.Position).ToList();
        var read = Reads.Of(blocks).Records.Select(static record => record.Position).ToList();
        Assert.Equal(expected, inOrder ? read : [.. read.OrderBy(static position => position.Unit, StringComparer.Ordinal).ThenBy(static position => position.Index)]);
        Assert.Equal(30, blocks.Count(static block => block.IsLast));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_ConsumerThatLeaves_When_Early_Then_WorkersEnd(bool inOrder)
    {
        for (var number = 0; number < 20; number++)
        {
            Write($"in/{number:00}.json", 20);
        }

        var options = new FolderReadOptions { InOrder = inOrder, Workers = 3, BlocksAhead = 1, FilesAhead = 1, Limits = new SourceLimits { BlockBytes = 1024 } };
        await foreach (var block in FolderReader.ReadAsync([Path.Combine(_root, "in")], options, TestContext.Current.CancellationToken))
        {
            Assert.False(block.IsLast);
            break;
        }
    }

    private static string[] Units(params string[] paths) => [.. SourceFolder.Find(paths).Files.Select(static file => file.Unit)];

    private void Write(string name, int records)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(string.Join('\n', Samples.Many(records))));
    }
}
