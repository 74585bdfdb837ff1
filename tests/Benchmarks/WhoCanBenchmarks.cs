using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Benchmarks;

/// <summary>Who of 800 roles may do one action on one resource; each role has a policy of eight statements of its own, every tenth may.</summary>
public class WhoCanBenchmarks
{
    private const int Roles = 800;
    private const int Statements = 8;
    private const string Account = "111111111111";

    private AccountAccess? _access;

    [GlobalSetup]
    public void Compile()
    {
        _access = new(new AccountSnapshot { Account = Account, Roles = [.. Enumerable.Range(0, Roles).Select(Role)] }, ManagedPolicyCatalogue.Empty);
        if (WhoCan() != Roles / 10)
        {
            throw new InvalidOperationException("the answer to be measured is not the one meant");
        }
    }

    [Benchmark]
    public int WhoCan() => _access!.WhoCan("s3:GetObject", "arn:aws:s3:::wanted/k").Count();

    private static SnapshotRole Role(int number)
    {
        var text = new StringBuilder();
        for (var index = 0; index < Statements; index++)
        {
            var bucket = number % 10 == 0 && index == Statements - 1 ? "wanted" : string.Create(CultureInfo.InvariantCulture, $"bucket-{number}-{index}");
            text.Append(index == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $$"""{"Effect":"Allow","Action":["s3:Get*","svc{{index}}:List*"],"Resource":"arn:aws:s3:::{{bucket}}/*"}""");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"r{number}");
        var read = PolicyReader.Read($$"""{"Version":"2012-10-17","Statement":[{{text}}]}""");
        return new($"arn:aws:iam::{Account}:role/{name}", name, null, [new("p", CompiledPolicy.Compile("p", read.Document ?? throw new InvalidOperationException(string.Join("; ", read.Diagnostics))))], [], []);
    }
}
