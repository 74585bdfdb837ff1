using System.Text;
using CsCheck;
using OrleansTwin.Access.Policies;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Policies;

public sealed class PolicyReaderTests
{
    [Theory]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}""", "$.Statement[0].Effect", PolicyDiagnosticCode.InvalidValue)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*"}}""", "$.Statement", PolicyDiagnosticCode.ConflictingElements)]
    [InlineData("""{"Version":"2012-10-17"}""", "$.Statement", PolicyDiagnosticCode.MissingElement)]
    [InlineData("""{"Version":"2013-01-01","Statement":[]}""", "$.Version", PolicyDiagnosticCode.InvalidValue)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3","Resource":"*"}]}""", "$.Statement[0]", PolicyDiagnosticCode.InvalidValue)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEqual":{"a":"b"}}}]}""", "$.Statement[0].Condition.StringEqual", PolicyDiagnosticCode.UnknownOperator)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Comment":"x"}]}""", "$.Statement[0]", PolicyDiagnosticCode.UnknownElement)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"me","Action":"s3:*","Resource":"*"}]}""", "$.Statement[0].Principal", PolicyDiagnosticCode.InvalidValue)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":[1],"Resource":"*"}]}""", "$.Statement[0].Action", PolicyDiagnosticCode.WrongType)]
    [InlineData("""{"Statement":""", "$", PolicyDiagnosticCode.NotJson)]
    [InlineData("""[]""", "$", PolicyDiagnosticCode.WrongType)]
    public void Given_a_malformed_policy_When_read_Then_the_problem_has_kind_and_place(string json, string place, PolicyDiagnosticCode code)
    {
        var read = PolicyReader.Read(json);
        Assert.False(read.IsValid);
        Assert.Contains(read.Diagnostics, d => d.Place == place && d.Code == code);
    }

    [Fact]
    public void Given_oversize_input_When_read_Then_each_limit_answers_with_its_name()
    {
        Assert.Equal(PolicyDiagnosticCode.TooLarge, PolicyReader.Read(new string(' ', 10 * 1024 * 1024)).Diagnostics[0].Code);
        var deep = new string('[', 5_000) + new string(']', 5_000);
        Assert.Equal(PolicyDiagnosticCode.TooDeep, PolicyReader.Read(deep).Diagnostics[0].Code);
        var one = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";
        var many = new StringBuilder("{\"Statement\":[").AppendJoin(',', Enumerable.Repeat(one, 20)).Append("]}").ToString();
        Assert.Equal(PolicyDiagnosticCode.TooManyStatements, PolicyReader.Read(many, new PolicyLimits { StatementsMax = 10 }).Diagnostics[0].Code);
        var five = new StringBuilder("{\"Statement\":[").AppendJoin(',', Enumerable.Repeat(one, 5_000)).Append("]}").ToString();
        Assert.Equal(5_000, PolicyReader.Read(five).Document!.Statements.Length);
    }

    [Fact]
    public void Given_damaged_policies_When_read_Then_nothing_throws()
    {
        var good = """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:Get*"],"Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"StringLike":{"aws:username":["a*"]}}}]}""";
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 5]).Sample((at, value, cut) =>
        {
            var bytes = Encoding.UTF8.GetBytes(good);
            bytes[at] = value;
            var read = PolicyReader.Read(bytes.AsSpan(0, bytes.Length - cut));
            Assert.True(read.IsValid == read.Diagnostics.IsEmpty);
            if (read.Document is not null)
            {
                CompiledPolicy.Compile("x", read.Document);
            }
        }, iter: 5_000);
    }

    [Fact]
    public void Given_random_patterns_When_matched_Then_glob_and_comparison_agree_with_enumeration()
    {
        var pattern = Pick.Of('a', 'b', '*', '?').Array[0, 5].Select(c => new string(c));
        var texts = (from n in Enumerable.Range(0, 6) from i in Enumerable.Range(0, 1 << n)
                     select string.Concat(Enumerable.Range(0, n).Select(k => (i >> k & 1) == 0 ? 'a' : 'b'))).ToList();
        Gen.Select(pattern, pattern).Sample((p, q) =>
        {
            var left = texts.Where(t => Slow(p, t)).ToHashSet();
            Assert.Equal(left.Order(), texts.Where(t => Glob.Parse(p).IsMatch(t)).Order());
            var asked = texts.Where(t => Slow(q, t)).ToHashSet();
            var relation = GlobComparison.Compare(Glob.Parse(p).Compiled, Glob.Parse(q).Compiled);
            if (relation == GlobRelation.Covers)
            {
                Assert.Subset(left, asked);
            }

            Assert.True((relation == GlobRelation.Disjoint) == !left.Overlaps(asked) || left.Count == 0 || asked.Count == 0 || p.Length + q.Length > 5, $"{p} {q} {relation}");
        }, iter: 3_000);
    }

    private static bool Slow(string p, string t) => p.Length == 0
        ? t.Length == 0
        : p[0] == '*' ? Slow(p[1..], t) || (t.Length > 0 && Slow(p, t[1..])) : t.Length > 0 && (p[0] == '?' || p[0] == t[0]) && Slow(p[1..], t[1..]);
}
