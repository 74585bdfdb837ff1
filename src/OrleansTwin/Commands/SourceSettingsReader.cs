using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansTwin.Ingest;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Kafka;

namespace OrleansTwin.Commands;

/// <summary>Reads <c>Sources</c> of the configuration; every problem is told with its key and what is allowed. Secrets are named by file, never given.</summary>
internal static class SourceSettingsReader
{
    private const string Day = "yyyy-MM-dd";
    private const int SourcesMax = 10_000;
    private static readonly string[] AccessKeys = ["Region", "RoleArn", "ExternalId", "Endpoint", "StsEndpoint"];
    private static readonly string[] QueueKeys = ["Url", "Buckets", .. AccessKeys];
    private static readonly string[] BackfillKeys = ["Bucket", "Prefix", "From", "To", .. AccessKeys];

    public static SourceSettings Read(IConfiguration configuration, List<string> problems)
    {
        var root = configuration.GetSection("Sources");
        Only(root.GetSection("Aws"), ["Queues", "Backfills"], problems);
        var limits = new LimitSettings(root.GetSection("Limits"), problems);
        var settings = new SourceSettings
        {
            Queues = [.. root.GetSection("Aws:Queues").GetChildren().Take(SourcesMax).Select(section => Queue(section, problems)).OfType<QueueSettings>()],
            Backfills = [.. root.GetSection("Aws:Backfills").GetChildren().Take(SourcesMax).Select(section => BackfillOf(section, problems)).OfType<BackfillSettings>()],
            Receivers = [.. root.GetSection("Http").GetChildren().Take(SourcesMax).Select(section => Receiver(section, problems)).OfType<ReceiverSettings>()],
            Clusters = [.. root.GetSection("Kafka").GetChildren().Take(SourcesMax).Select(section => Cluster(section, problems)).OfType<KafkaSettings>()],
            Aws = limits.Aws(),
            Kafka = limits.Kafka(),
            Intake = limits.Intake(),
            Receiving = limits.Receiving(),
        };
        limits.Rest();
        foreach (var name in settings.Queues.Select(static queue => queue.Name).Concat(settings.Clusters.Select(static cluster => cluster.Name)).Concat(settings.Receivers.Select(static receiver => receiver.Name)).GroupBy(static name => name, StringComparer.Ordinal).Where(static names => names.Count() > 1))
        {
            problems.Add($"Sources: `{name.Key}` is named twice");
        }

        return settings;
    }

    private static QueueSettings? Queue(IConfigurationSection section, List<string> problems)
    {
        Only(section, QueueKeys, problems);
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.AbsolutePath.Trim('/').Split('/') is not [{ Length: > 0 } account, { Length: > 0 } name])
        {
            problems.Add($"{section.Path}:Url: `{section["Url"]}` is no queue; expected https://sqs.REGION.amazonaws.com/ACCOUNT/NAME");
            return null;
        }

        var host = url.Host.Split('.');
        var region = host is ["sqs", { Length: > 0 } of, ..] ? of : null;
        return Access(section, region, problems) is { } access
            ? new($"sqs:{account}/{name}", url.ToString(), access) { Buckets = [.. section.GetSection("Buckets").GetChildren().Select(static child => child.Value).OfType<string>()] }
            : null;
    }

    private static BackfillSettings? BackfillOf(IConfigurationSection section, List<string> problems)
    {
        Only(section, BackfillKeys, problems);
        var (from, to) = (DayOf(section, "From", problems), DayOf(section, "To", problems));
        if (from > to)
        {
            problems.Add($"{section.Path}:From: `{section["From"]}` is after To `{section["To"]}`");
        }

        if (string.IsNullOrEmpty(section["Bucket"]))
        {
            problems.Add($"{section.Path}:Bucket: is missing; expected the name of a bucket");
            return null;
        }

        return Access(section, null, problems) is { } access ? new(section["Bucket"]!, section["Prefix"] ?? string.Empty, from, to, access) : null;
    }

    private static KafkaSettings? Cluster(IConfigurationSection section, List<string> problems)
    {
        Only(section, ["Name", "Servers", "Topics", "Group", "ConnectionStringFile"], problems);
        var topics = section.GetSection("Topics").GetChildren().Select(static child => child.Value).OfType<string>().Where(static topic => topic.Length > 0).ToList();
        foreach (var key in new[] { "Servers", "Group" }.Where(key => string.IsNullOrEmpty(section[key])))
        {
            problems.Add($"{section.Path}:{key}: is missing; expected {(key == "Group" ? "the name of a consumer group" : "HOST:PORT, for Event Hubs NAMESPACE.servicebus.windows.net:9093")}");
        }

        if (topics.Count == 0)
        {
            problems.Add($"{section.Path}:Topics: is empty; expected the names of topics, or of event hubs");
        }

        var secret = section["ConnectionStringFile"] is null ? null : Secret(section, "ConnectionStringFile", "the connection string", problems);
        return Name(section, problems) is { } name ? new($"kafka:{name}", section["Servers"] ?? string.Empty, topics, section["Group"] ?? string.Empty) { ConnectionString = secret } : null;
    }

    private static ReceiverSettings? Receiver(IConfigurationSection section, List<string> problems)
    {
        Only(section, ["Name", "TokenFile"], problems);
        if (Name(section, problems) is not { } name || Secret(section, "TokenFile", "the token senders give", problems) is not { } token)
        {
            return null;
        }

        if (token.Length < ReceiverSettings.TokenCharsMin)
        {
            problems.Add(FormattableString.Invariant($"{section.Path}:TokenFile: the token is shorter than {ReceiverSettings.TokenCharsMin} characters"));
            return null;
        }

        return new(name, token);
    }

    private static string? Name(IConfigurationSection section, List<string> problems)
    {
        var name = section["Name"] ?? string.Empty;
        if (name.Length is > 0 and <= ReceiverSettings.NameCharsMax && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            return name;
        }

        problems.Add(FormattableString.Invariant($"{section.Path}:Name: `{name}` is not allowed; expected up to {ReceiverSettings.NameCharsMax} letters, digits, - and _"));
        return null;
    }

    private static string? Secret(IConfigurationSection section, string key, string what, List<string> problems)
    {
        try
        {
            return File.ReadAllText(section[key] ?? string.Empty).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{section.Path}:{key}: `{section[key]}` cannot be read; expected a file that holds {what}");
            return null;
        }
    }

    private static AwsAccess? Access(IConfigurationSection section, string? region, List<string> problems)
    {
        var chosen = section["Region"] ?? region;
        if (string.IsNullOrEmpty(chosen) || !chosen.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            problems.Add($"{section.Path}:Region: `{chosen}` is no region; expected one such as eu-central-1");
            return null;
        }

        if (section["RoleArn"] is { } role && !(role.StartsWith("arn:", StringComparison.Ordinal) && role.Contains(":role/", StringComparison.Ordinal)))
        {
            problems.Add($"{section.Path}:RoleArn: `{role}` is no role; expected arn:aws:iam::ACCOUNT:role/NAME");
        }

        if (section["ExternalId"] is not null && section["RoleArn"] is null)
        {
            problems.Add($"{section.Path}:ExternalId: is given without RoleArn");
        }

        foreach (var key in new[] { "Endpoint", "StsEndpoint" })
        {
            if (section[key] is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
            {
                problems.Add($"{section.Path}:{key}: `{endpoint}` is no address; expected https://HOST or http://HOST:PORT");
            }
        }

        return new() { Region = chosen, RoleArn = section["RoleArn"], ExternalId = section["ExternalId"], Endpoint = section["Endpoint"], StsEndpoint = section["StsEndpoint"] };
    }

    private static DateOnly? DayOf(IConfigurationSection section, string key, List<string> problems)
    {
        if (section[key] is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add($"{section.Path}:{key}: `{text}` is no day; expected one such as 2026-01-31");
        return null;
    }

    private static void Only(IConfigurationSection section, string[] allowed, List<string> problems)
    {
        foreach (var child in section.GetChildren().Where(child => !allowed.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add($"{child.Path}: is no key; allowed are {string.Join(", ", allowed)}");
        }
    }
}
