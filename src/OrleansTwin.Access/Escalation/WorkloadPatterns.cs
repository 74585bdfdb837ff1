using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>ARN patterns of a kind of workload: <c>service:type</c> becomes the type's place in the service's ARNs.</summary>
internal static class WorkloadPatterns
{
    public static string Of(string kind, AccountSnapshot snapshot)
    {
        var parts = kind.Split(':');
        var rest = kind switch
        {
            "lambda:function" => "function:*",
            "glue:devendpoint" => "devEndpoint/*",
            _ => parts[1] + "/*",
        };
        return $"arn:{snapshot.Partition}:{parts[0]}:*:{snapshot.Account}:{rest}";
    }
}
