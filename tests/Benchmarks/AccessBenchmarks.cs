using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using RequestContext = OrleansTwin.Access.Conditions.RequestContext;

namespace OrleansTwin.Benchmarks;

/// <summary>One decision over compiled policies: the last of so many identity statements allows, a resource policy denies in plain text.</summary>
public class AccessBenchmarks
{
    private PolicySet? _set;
    private AccessRequest? _request;

    [Params(8, 1_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void Compile()
    {
        var text = new StringBuilder();
        for (var index = 0; index < Statements; index++)
        {
            text.Append(index == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $$"""{"Effect":"Allow","Action":["s3:Get*","svc{{index}}:List*"],"Resource":"arn:aws:s3:::bucket-{{index}}/*"}""");
        }

        _set = new PolicySet
        {
            Identity = Layer(text.ToString()),
            Resource = Layer("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"""),
            ServiceControl = [new OrganizationLevel("r", Layer("""{"Effect":"Allow","Action":"*","Resource":"*"}"""))],
        };
        if (!RequestPrincipal.TryParse("arn:aws:sts::111111111111:assumed-role/app/s", out var principal))
        {
            throw new InvalidOperationException("the caller is no principal");
        }

        _request = AccessRequest.Of(principal, "s3:GetObject", $"arn:aws:s3:::bucket-{Statements - 1}/k", "111111111111", RequestContext.Of([("aws:SecureTransport", "true")]));
        if (Decide() != AccessOutcome.Allowed)
        {
            throw new InvalidOperationException("the decision to be measured is not the one meant");
        }
    }

    [Benchmark]
    public AccessOutcome Decide() => AccessDecider.Decide(_set!, _request!).Outcome;

    private static LayerPolicies Layer(string statements)
    {
        var read = PolicyReader.Read($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
        return LayerPolicies.Of(CompiledPolicy.Compile("p", read.Document ?? throw new InvalidOperationException(string.Join("; ", read.Diagnostics))));
    }
}
