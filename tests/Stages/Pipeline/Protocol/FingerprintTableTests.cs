using CsCheck;
using OrleansTwin.Pipeline.Protocol;
using Xunit;

namespace OrleansTwin.Tests.Stages.Pipeline.Protocol;

public sealed class FingerprintTableTests
{
    /// <summary>Small numbers, so that some come twice and zero comes; and any number.</summary>
    private static readonly Gen<ulong> Fingerprints = Gen.OneOf(Gen.ULong[0, 40], Gen.ULong);

    [Fact]
    public void Given_Any_Fingerprints_When_Added_Then_It_Is_The_Same_As_A_Set() =>
        Fingerprints.Array[0, 300].Sample(fingerprints =>
        {
            var (table, set) = (new FingerprintTable(), new HashSet<ulong>());
            foreach (var fingerprint in fingerprints)
            {
                if (table.Contains(fingerprint) != set.Contains(fingerprint) || table.Add(fingerprint) != set.Add(fingerprint) || table.Count != set.Count)
                {
                    return false;
                }
            }

            return set.All(table.Contains);
        });

    [Fact]
    public void Given_A_Hundred_Thousand_When_Added_Then_All_Are_Found_And_No_Other()
    {
        var table = new FingerprintTable();
        for (ulong n = 0; n < 100_000; n++)
        {
            Assert.True(table.Add(n << 32));
        }

        Assert.Equal(100_000, table.Count);
        Assert.True(table.Contains(99_999UL << 32));
        Assert.False(table.Contains(100_000UL << 32));
        Assert.False(table.Contains(1));
    }
}
