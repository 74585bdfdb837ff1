using Xunit;

namespace OrleansTwin.Tests.Cluster.Contracts;

/// <summary>
/// The wire as it was reviewed: <c>docs/wire-contracts.txt</c>. Stores in the field hold such bytes and clients of other versions call such
/// methods, so ids are never reused or renumbered and names never taken away without a thought.
/// </summary>
public sealed class WireContractTests
{
    private const string Accept = "ORLEANSTWIN_ACCEPT_WIRE";

    [Fact]
    public void Given_TheWire_When_ComparedWithTheReviewedFile_Then_NothingHasChanged()
    {
        var file = Path.Combine(Root(), "docs", "wire-contracts.txt");
        var now = WireContract.Text();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, now);
        }

        var reviewed = File.Exists(file) ? File.ReadAllLines(file) : [];
        var lines = now.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (added, gone) = (lines.Except(reviewed).ToList(), reviewed.Except(lines).ToList());
        Assert.True(lines.SequenceEqual(reviewed), $"The wire is not the reviewed one. Look at the difference, then write the file with {Accept}=1.\n{string.Join('\n', gone.Select(static line => $"- {line}").Concat(added.Select(static line => $"+ {line}")).Take(60))}");
    }

    [Fact]
    public void Given_EveryWrittenType_When_LookedAt_Then_ItHasAnAliasOfItsOwnAndEveryMemberAnExplicitId()
    {
        var problems = WireContract.Types.Where(static type => WireContract.AliasOf(type) is null).Select(static type => $"{WireContract.Name(type)} has no [Alias]")
            // Without its arity the alias of a generic type cannot be read back at the other end of a wire.
            .Concat(WireContract.Types.Where(static type => type.IsGenericTypeDefinition && WireContract.AliasOf(type)?.EndsWith(FormattableString.Invariant($"`{type.GetGenericArguments().Length}"), StringComparison.Ordinal) != true)
                .Select(static type => $"{WireContract.Name(type)} is generic and its alias does not end with its arity"))
            .Concat(WireContract.Types.GroupBy(static type => WireContract.AliasOf(type), StringComparer.Ordinal).Where(static group => group.Key is not null && group.Count() > 1)
                .Select(static group => $"{string.Join(", ", group.Select(WireContract.Name))} have one alias"))
            .Concat(WireContract.Types.SelectMany(static type => WireContract.Members(type).Where(static pair => pair.Id is null).Select(pair => $"{WireContract.Name(type)}.{pair.Member.Name} has no [Id]")))
            .Concat(WireContract.Types.SelectMany(static type => WireContract.Members(type).Where(static pair => pair.Id is not null).GroupBy(static pair => pair.Id)
                .Where(static group => group.Count() > 1).Select(group => $"{WireContract.Name(type)} uses id {group.Key} twice")));

        Assert.Empty(problems);
        Assert.True(WireContract.Types.Count > 60, "the types were looked for in the wrong place");
    }

    [Fact]
    public void Given_EveryGrain_When_LookedAt_Then_ItsNamesDoNotHangOnTheCode()
    {
        var inherited = WireContract.Interfaces.SelectMany(static type => type.GetInterfaces()).ToHashSet();
        var problems = WireContract.Interfaces.Where(type => !inherited.Contains(type) && WireContract.InterfaceTypeOf(type) is null).Select(static type => $"{WireContract.Name(type)} has no [GrainInterfaceType]")
            .Concat(WireContract.Interfaces.SelectMany(static type => type.GetMethods().Where(static method => WireContract.AliasOf(method) is null).Select(method => $"{WireContract.Name(type)}.{method.Name} has no [Alias]")))
            .Concat(WireContract.Interfaces.SelectMany(static type => type.GetMethods().GroupBy(WireContract.AliasOf, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(group => $"{WireContract.Name(type)} uses the alias {group.Key} twice")))
            .Concat(WireContract.Grains.Where(static type => WireContract.GrainTypeOf(type) is null).Select(static type => $"{WireContract.Name(type)} has no [GrainType]"));

        Assert.Empty(problems);
        Assert.True(WireContract.Grains.Count >= 6, "the grains were looked for in the wrong place");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansTwin.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("OrleansTwin.sln was not found above the test's folder.");
        }

        return folder.FullName;
    }
}
