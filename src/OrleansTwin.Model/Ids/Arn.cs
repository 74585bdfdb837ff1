namespace OrleansTwin.Model.Ids;

/// <summary>
/// An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>. The resource part may hold further
/// colons and slashes; region and account may be empty (S3, IAM). Source: AWS General Reference, "Amazon Resource Names".
/// </summary>
public readonly record struct Arn
{
    /// <summary>Longest ARN accepted, in characters (AWS documents 2,048 for most services).</summary>
    public const int LengthMax = 2048;

    private const int PartCount = 6;

    private Arn(string value, string partition, string service, string region, string account, string resource)
    {
        Value = value;
        Partition = partition;
        Service = service;
        Region = region;
        Account = account;
        Resource = resource;
    }

    public string Value { get; }

    public string Partition { get; }

    public string Service { get; }

    /// <summary>Empty for global services.</summary>
    public string Region { get; }

    /// <summary>Twelve digits, <c>aws</c> for managed policies, or empty (S3 buckets).</summary>
    public string Account { get; }

    /// <summary>Everything after the fifth colon.</summary>
    public string Resource { get; }

    /// <summary>The resource type before the first <c>/</c> or <c>:</c>, or empty where the resource has none (S3, SQS, SNS).</summary>
    public string ResourceType
    {
        get
        {
            var cut = Resource.AsSpan().IndexOfAny('/', ':');
            return cut < 0 ? string.Empty : Resource[..cut];
        }
    }

    /// <summary>The resource without its type.</summary>
    public string ResourceName
    {
        get
        {
            var cut = Resource.AsSpan().IndexOfAny('/', ':');
            return cut < 0 ? Resource : Resource[(cut + 1)..];
        }
    }

    public static bool TryParse(string? text, out Arn arn)
    {
        arn = default;
        if (text is null || text.Length > LengthMax || !text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return false;
        }

        Span<Range> parts = stackalloc Range[PartCount];
        if (text.AsSpan().Split(parts, ':') != PartCount)
        {
            return false;
        }

        var (partition, service, region, account, resource) =
            (text[parts[1]], text[parts[2]], text[parts[3]], text[parts[4]], text[parts[5]]);
        if (!partition.StartsWith("aws", StringComparison.Ordinal) || service.Length == 0 || resource.Length == 0 || HasControl(text))
        {
            return false;
        }

        arn = new(text, partition, service, region, account, resource);
        return true;
    }

    public static Arn Parse(string text) =>
        TryParse(text, out var arn) ? arn : throw new FormatException($"`{text}` is not an ARN; expected arn:partition:service:region:account:resource");

    public override string ToString() => Value ?? string.Empty;

    private static bool HasControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
