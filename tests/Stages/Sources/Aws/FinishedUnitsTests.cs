using System.Globalization;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Tests.Stages.Sources.Aws;

public sealed class FinishedUnitsTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("twin-units-").FullName, "finished.bin");

    [Fact]
    public async Task Given_FinishedUnits_When_OpenedAgain_Then_TheyAreKnownAndATornEndIsCutOff()
    {
        using (var units = new FinishedUnits(_path))
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(n => units.AddAsync([Name(n), Name(n + 1)])));
        }

        await using (var torn = new FileStream(_path, FileMode.Append))
        {
            torn.Write([1, 2, 3, 4, 5]);
        }

        using (var units = new FinishedUnits(_path))
        {
            Assert.Equal(21, units.Count);
            Assert.All(Enumerable.Range(0, 21), n => Assert.True(units.Contains(Name(n))));
            Assert.False(units.Contains("another"));
            await units.AddAsync(["another"]);
        }

        using var last = new FinishedUnits(_path);
        Assert.Equal(22, last.Count);
    }

    [Fact]
    public async Task Given_MoreUnitsThanAreKept_When_Added_Then_TheOldestAreForgottenOnDiskToo()
    {
        using (var units = new FinishedUnits(_path, unitsMax: 8))
        {
            foreach (var n in Enumerable.Range(0, 9))
            {
                await units.AddAsync([Name(n)]);
            }

            await units.AddAsync([Name(100)]);
        }

        using var again = new FinishedUnits(_path, unitsMax: 8);
        Assert.Equal(7, again.Count);
        Assert.False(again.Contains(Name(0)));
        Assert.True(again.Contains(Name(8)));
        Assert.True(again.Contains(Name(100)));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"s3://b/{number}\ne");
}
