using System.Text;
using CsCheck;
using OrleansTwin.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Where the stream and the window are cut changes nothing, and no damage throws.</summary>
public sealed class SplittingProperties
{
    private static readonly string[] Forms =
    [
        "{\"Records\":[" + string.Join(',', Samples.Many(12)) + "],\"more\":{\"a\":[1,2]}}",
        string.Join('\n', Samples.Many(12)),
        "[" + string.Join(",\n", Samples.Many(12)) + "]",
        string.Concat(Samples.Many(12)),
        string.Join('\n', Enumerable.Repeat(Samples.FlowLine, 120)),
        "action start end version\n" + string.Join('\n', Enumerable.Repeat("ACCEPT 1 2 5", 800)),
    ];

    private static readonly string[] Heads = ["", "{", "[", "{\"Records\":[", "\u001f\u008b\b", "PAR1", "2 "];

    [Fact]
    public void Given_AnySplit_When_Read_Then_SameRecords() =>
        Gen.Select(Gen.Int[0, Forms.Length - 1], Gen.Int[16, 4000], Gen.Int[1, 900].Array[1, 20], Gen.Bool).Sample(
            (form, block, sizes, zipped) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Forms[form]);
                var whole = Reads.Of(bytes);
                var stream = new ChoppedStream(zipped ? Reads.Gzip(bytes) : bytes, sizes);
                var split = Reads.Of(RecordReader.ReadFile(stream, "unit", new SourceLimits { BlockBytes = block }));
                return whole.Records.Count >= 12 && split.Letters.Count == 0 && whole.Texts.SequenceEqual(split.Texts)
                    && whole.Records.Select(Place).SequenceEqual(split.Records.Select(Place));
            },
            iter: 300);

    [Fact]
    public void Given_AnyDamage_When_Read_Then_NothingThrowsAndIntactNeighboursAreRead() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 11_000], Gen.Byte, Gen.Int[0, 3], Gen.Int[64, 3000]).Sample(
            (form, at, value, kind, block) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Forms[form]).ToList();
                var place = at % bytes.Count;
                switch (kind)
                {
                    case 0: bytes[place] = value; break;
                    case 1: bytes.RemoveAt(place); break;
                    case 2: bytes.Insert(place, value); break;
                    default: bytes.RemoveRange(place, Math.Min(value, bytes.Count - place)); break;
                }

                var reads = Reads.Of([.. bytes], new SourceLimits { BlockBytes = block });
                // One fault of up to 255 bytes touches at most two neighbours; a fault in the last bracket touches none.
                var intact = Samples.Ids(reads).Where(static id => id.StartsWith("id-", StringComparison.Ordinal)).Distinct().Count();
                return place < 12 || intact >= 9;
            },
            iter: 2000);

    [Fact]
    public void Given_AnyBytes_When_Read_Then_NothingThrows() =>
        Gen.Select(Gen.Int[0, Heads.Length - 1], Gen.Byte.Array[0, 400]).Sample(
            static (head, tail) => Reads.Of([.. Encoding.Latin1.GetBytes(Heads[head]), .. tail]).Records.Count >= 0,
            iter: 2000);

    private static (long Index, long Offset, long Line) Place(RawRecord record) => (record.Position.Index, record.Offset, record.Line);
}
