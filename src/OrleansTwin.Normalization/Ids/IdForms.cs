using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Ids;

/// <summary>Brings the names of one entity into one form: a bare name for the template, or a whole ARN.</summary>
internal static class IdForms
{
    public static string Clean(IdForm form, string name) => form switch
    {
        IdForm.Bucket => Bucket(name),
        IdForm.Function => Function(name),
        IdForm.LogGroup => LogGroup(name),
        IdForm.FirstName => FirstName(name),
        IdForm.Versioned => Versioned(name),
        IdForm.Rooted => name.TrimStart('/'),
        IdForm.Queue => Queue(name),
        IdForm.Plain => name,
        _ => name,
    };

    private static string Bucket(string name)
    {
        if (name.StartsWith("s3://", StringComparison.Ordinal))
        {
            name = name["s3://".Length..];
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? name : name[..slash];
    }

    private static string Function(string name)
    {
        if (Arn.TryParse(name, out var arn))
        {
            var parts = arn.Resource.Split(':');
            return parts.Length > 2 ? name[..(name.Length - arn.Resource.Length)] + parts[0] + ":" + parts[1] : name;
        }

        var marker = name.IndexOf(":function:", StringComparison.Ordinal);
        var plain = marker < 0 ? name : name[(marker + ":function:".Length)..];
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? plain : plain[..colon];
    }

    private static string LogGroup(string name)
    {
        var isArn = name.StartsWith("arn:", StringComparison.Ordinal);
        var stream = name.IndexOf(":log-stream:", StringComparison.Ordinal);
        name = stream < 0 ? name : name[..stream];
        return isArn && name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }

    private static string FirstName(string name)
    {
        if (!Arn.TryParse(name, out var arn))
        {
            return name;
        }

        var first = arn.Resource.IndexOf('/', StringComparison.Ordinal);
        var second = first < 0 ? -1 : arn.Resource.IndexOf('/', first + 1);
        return second < 0 ? name : name[..(name.Length - arn.Resource.Length + second)];
    }

    private static string Versioned(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > 0 && colon < name.Length - 1 && name.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') == false ? name[..colon] : name;
    }

    // https://sqs.us-east-1.amazonaws.com/111122223333/orders
    private static string Queue(string name)
    {
        if (!name.StartsWith("http", StringComparison.Ordinal))
        {
            return name;
        }

        var parts = name.Split('/');
        var host = parts.Length > 2 ? parts[2].Split('.') : [];
        var region = host is ["sqs", var first, ..] ? first : host is [var legacy, "queue", ..] ? legacy : null;
        if (parts.Length < 5 || region is null)
        {
            return parts[^1];
        }

        var partition = Partitions.Of(null, region);
        return $"arn:{partition}:sqs:{region}:{parts[^2]}:{parts[^1]}";
    }
}
