using System.IO.Compression;
using System.Text;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>A fault costs the record it is in and no more.</summary>
public sealed class BadInputTests
{
    private static readonly string[] Good = Samples.Many(4);

    public static TheoryData<string, string> Broken() => new()
    {
        { "cut in a key", Good[1][..200] },
        { "cut in a string", Good[1][..^20] },
        { "cut before a value", Good[1][..(Good[1].IndexOf("\"requestParameters\":", StringComparison.Ordinal) + 20)] },
        { "cut in a list", Good[1][..(Good[1].IndexOf("[1,2", StringComparison.Ordinal) + 4)] },
        { "cut in a list behind a comma", Good[1][..(Good[1].IndexOf("[1,2", StringComparison.Ordinal) + 3)] },
        { "a quote lost", Good[1].Replace("\"aws-cli\"", "\"aws-cli", StringComparison.Ordinal) },
        { "a bracket lost", Good[1].Replace("}]}", "}}", StringComparison.Ordinal) },
        { "a comma lost", Good[1].Replace(",\"awsRegion\"", "\"awsRegion\"", StringComparison.Ordinal) },
        { "a comma too many", Good[1].Replace(",\"awsRegion\"", ",,\"awsRegion\"", StringComparison.Ordinal) },
        { "a stray word", Good[1].Replace("\"eu-west-1\"", "eu-west-1", StringComparison.Ordinal) },
        { "a record of another kind", """{"some":"thing"}""" },
        { "a text line", "just some words" },
        { "a number", "12345" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Given_BrokenLine_When_Read_Then_OneLetterAndTheRest(string what, string line)
    {
        var reads = Reads.Of(string.Join('\n', Good[0], line, Good[2], Good[3]));

        Assert.Equal(Samples.IdsOf(0, 2, 3), Samples.Ids(reads));
        var letter = Assert.Single(reads.Letters);
        Assert.True(letter.Position.StartsWith("record 1, line 2, byte ", StringComparison.Ordinal), what);
        Assert.Equal([0, 2, 3], reads.Records.Select(static record => record.Position.Index));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Given_BrokenItem_When_InRecordsObject_Then_OneLetterAndTheRest(string what, string item)
    {
        var reads = Reads.Of($$"""{"Records":[{{Good[0]}},{{item}},{{Good[2]}},{{Good[3]}}]}""");

        Assert.Equal(Samples.IdsOf(0, 2, 3), Samples.Ids(reads));
        Assert.True(reads.Letters.Count == 1, what);
    }

    [Fact]
    public void Given_FirstRecordBroken_When_Read_Then_TheRestIsRead()
    {
        var reads = Reads.Of($$"""{"Records":[{{Good[0][..300]}},{{Good[1]}},{{Good[2]}}]}""");

        Assert.Equal(Samples.IdsOf(1, 2), Samples.Ids(reads));
        Assert.Single(reads.Letters);
    }

    [Fact]
    public void Given_CutRecordsObject_When_Read_Then_WholeRecordsAndALetter()
    {
        var reads = Reads.Of($$"""{"Records":[{{Good[0]}},{{Good[1]}},{{Good[2][..150]}}""");

        Assert.Equal(Samples.IdsOf(0, 1), Samples.Ids(reads));
        Assert.Equal("the input ends inside the record", Assert.Single(reads.Letters).Reason);
    }

    [Fact]
    public void Given_DeepRecord_When_Read_Then_LetterAndTheRest()
    {
        var deep = Samples.CloudTrail(1, $"\"deep\":{new string('[', 10_000)}{new string(']', 10_000)},");

        var reads = Reads.Of($$"""{"Records":[{{Good[0]}},{{deep}},{{Good[2]}}]}""");

        Assert.Equal(Samples.IdsOf(0, 2), Samples.Ids(reads));
        Assert.Equal("nesting deeper than 64 levels", Assert.Single(reads.Letters).Reason);
    }

    [Theory]
    [InlineData(50, 32, false)]
    [InlineData(3, 1, true)]
    public void Given_HugeString_When_Read_Then_LetterAndTheRest(int megabytes, int limit, bool inObject)
    {
        var huge = Samples.CloudTrail(1, $"\"huge\":\"{new string('a', megabytes * 1024 * 1024)}\",");
        var text = inObject ? $$"""{"Records":[{{Good[0]}},{{huge}},{{Good[2]}}]}""" : string.Join('\n', Good[0], huge, Good[2]);

        var reads = Reads.Of(text, new SourceLimits { RecordBytesMax = limit * 1024 * 1024 });

        Assert.Equal(Samples.IdsOf(0, 2), Samples.Ids(reads));
        var letter = Assert.Single(reads.Letters);
        Assert.Equal($"the record is longer than {limit * 1024 * 1024} bytes", letter.Reason);
        Assert.True(letter.Snippet.Length <= DeadLetter.SnippetMax);
    }

    [Fact]
    public void Given_GzipCutAnywhere_When_Read_Then_ALetterAndWholeWithout()
    {
        byte[] whole = [.. Reads.Gzip(Encoding.UTF8.GetBytes(Good[0] + "\n")), .. Reads.Gzip(Encoding.UTF8.GetBytes(Good[1] + "\n"))];

        Assert.Empty(Reads.Of(whole).Letters);
        var between = Reads.Gzip(Encoding.UTF8.GetBytes(Good[0] + "\n")).Length;
        for (var length = 3; length < whole.Length; length++)
        {
            Assert.Equal(length != between, Reads.Of(whole[..length]).Letters.Count > 0);
        }
    }

    [Fact]
    public void Given_TornGzip_When_Read_Then_WhatCameOutAndALetter()
    {
        var whole = Reads.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 500).Select(static number => Samples.CloudTrail(number, $"\"noise\":\"{number * 7919}\",")))));

        var reads = Reads.Of(whole[..(whole.Length / 2)]);

        Assert.InRange(reads.Records.Count, 1, 499);
        Assert.Contains(reads.Letters, static letter => letter.Reason == "the gzip stream is damaged or cut short");
    }

    [Fact]
    public void Given_DamagedGzip_When_Read_Then_ALetter()
    {
        var whole = Reads.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', Good)));
        whole[whole.Length / 2] ^= 0xFF;
        whole[(whole.Length / 2) + 1] ^= 0xFF;

        Assert.NotEmpty(Reads.Of(whole).Letters);
        Assert.NotEmpty(Reads.Of([0x1F, 0x8B, 0x08]).Letters);
    }

    [Fact]
    public void Given_GzipBomb_When_Read_Then_ItEndsWithALetter()
    {
        var limits = new SourceLimits { DecompressedRatioFloorBytes = 4 * 1024 * 1024 };
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Good[0] + "\n"));
            var blank = new byte[1024 * 1024];
            Array.Fill(blank, (byte)' ');
            for (var block = 0; block < 64; block++)
            {
                gzip.Write(blank);
            }
        }

        var stream = new MemoryStream(output.ToArray());
        var blocks = RecordReader.ReadFile(stream, "bomb", limits).ToList();

        Assert.Equal(Samples.IdsOf(0), Samples.Ids(Reads.Of(blocks)));
        Assert.Contains(blocks.SelectMany(static block => block.DeadLetters), static letter => letter.Reason == "the gzip stream expands more than 250 times");
        Assert.True(blocks[^1].BytesRead < 8 * 1024 * 1024);
    }

    [Fact]
    public void Given_TooManyGzipLayers_When_Read_Then_ALetter()
    {
        var bytes = Encoding.UTF8.GetBytes(Good[0]);
        for (var layer = 0; layer < 4; layer++)
        {
            bytes = Reads.Gzip(bytes);
        }

        Assert.Equal("gzip inside gzip more than 3 times", Assert.Single(Reads.Of(bytes).Letters).Reason);
    }

    [Fact]
    public void Given_Utf16_When_Read_Then_ALetterThatSaysSo()
    {
        var marked = Reads.Of([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good[0])]);
        var bare = Reads.Of(Encoding.BigEndianUnicode.GetBytes(Good[0]));

        Assert.Contains("UTF-16", Assert.Single(marked.Letters).Reason, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Assert.Single(bare.Letters).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("name,value\na,1\nb,2\n")]
    [InlineData("""{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}""")]
    [InlineData("""[{"eventID":"1","eventTime":"2023-07-10T11:54:47Z","eventSource":"ec2.amazonaws.com","eventName":"GetPasswordData","phase":"x"}]""")]
    [InlineData("""{"a":1} {"b":2""")]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 eni-1235b8ca123456789 ACCEPT OK")]
    public void Given_NoLog_When_Read_Then_OneNoticeAndNoLetter(string text)
    {
        var reads = Reads.Of(text);

        Assert.Empty(reads.Records);
        Assert.Empty(reads.Letters);
        Assert.Single(reads.Skipped);
    }

    [Fact]
    public void Given_Secrets_When_InALetter_Then_TheyAreMasked()
    {
        const string Key = "AKIAIOSFODNN7EXAMPLE";
        const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        var record = Samples.CloudTrail(1).Replace("\"text\":\"a", $"\"secretAccessKey\":\"{Secret}\",\"accessKeyId\":\"{Key}\",\"masterUserPassword\":\"hunter2\",\"note\":\"{Secret}\",\"text\":\"a", StringComparison.Ordinal);
        var start = record.IndexOf("\"requestParameters\"", StringComparison.Ordinal);

        var snippet = Assert.Single(Reads.Of(Good[0] + "\n" + $$"""{"eventVersion":"1.08",{{record[start..(start + 260)]}}""").Letters).Snippet;

        Assert.DoesNotContain("IOSFODNN7", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("K7MDENG", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", snippet, StringComparison.Ordinal);
        Assert.Contains("requestParameters", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ManyBrokenRecords_When_PastTheLimit_Then_TheyAreCounted()
    {
        var text = Good[0] + string.Concat(Enumerable.Repeat("\n{\"eventVersion\":1,,}", 30));

        var letters = Reads.Of(text, new SourceLimits { DeadLettersMax = 10 }).Letters;

        Assert.Equal(11, letters.Count);
        Assert.StartsWith("20 further dead letters", letters[^1].Reason, StringComparison.Ordinal);
    }
}
