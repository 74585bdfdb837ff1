using System.Globalization;
using StableHash = OrleansTwin.Model.Values.StableHash;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// Names and ids of the invented company of the scenario. Addresses are those set aside for documentation (RFC 5737); the ids are made
/// from the names, so they are the same for every seed.
/// </summary>
internal static class DemoNames
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";

    public const string Office = "198.51.100.10";
    public const string NatAddress = "203.0.113.40";
    public const string StatusAddress = "203.0.113.25";
    public const string ExitOne = "192.0.2.66";
    public const string ExitTwo = "192.0.2.131";
    public const string DropHost = "192.0.2.200";
    public const string DynamoAddress = "52.119.240.84";
    public const string StoreAddress = "52.218.97.40";

    public const string Vpc = "vpc-0a6c1de52f70b9384";
    public const string PublicSubnet = "subnet-05f3b27ac91e4d806";
    public const string PrivateSubnet = "subnet-0c48e92d1b75fa063";
    public const string StatusHost = "i-0d41c7be95a2f6038";
    public const string BatchHost = "i-0735ea1c8d42fb960";
    public const string ApiHostOne = "i-0b92f4d6e1a37c850";
    public const string ApiHostTwo = "i-04e8c03b7d9215fa6";
    public const string StatusGroup = "sg-0e57a2c91f4b8d630";
    public const string ApiGroup = "sg-02b9d7f50c6e1a843";
    public const string BatchGroup = "sg-0984ce3b16fa7d205";

    public const string Victim = "mira.holt";
    public const string VictimKey = "AKIAXAMPLEMIRAHOLT01";
    public const string ExportRole = "data-export";
    public const string ApiRole = "orders-api";
    public const string BatchRole = "batch";
    public const string DeployRole = "github-deploy";
    public const string Jewel = "customers";
    public const string Unwatched = "payment-tokens";
    public const string Archive = "meridian-finance-archive";
    public const string Assets = "meridian-web-assets";

    public static IReadOnlyList<string> Tables { get; } = [Jewel, "orders", "sessions", "inventory", Unwatched];

    public static IReadOnlyList<string> Buckets { get; } = ["meridian-trail-logs", Assets, "meridian-backups", Archive, "meridian-build-artifacts", "meridian-reports"];

    public static IReadOnlyList<string> Functions { get; } = ["thumbnails", "invoice-mailer", "stock-sync", "nightly-cleanup"];

    public static string Iam(string resource) => $"arn:aws:iam::{Account}:{resource}";

    public static string Table(string name) => $"arn:aws:dynamodb:{Region}:{Account}:table/{name}";

    public static string Bucket(string name) => $"arn:aws:s3:::{name}";

    public static string Function(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";

    public static string Ec2(string resource) => $"arn:aws:ec2:{Region}:{Account}:{resource}";

    public static string UniqueId(string prefix, string name) => prefix + new DemoRandom(StableHash.Fingerprint("unique", prefix, name)).Base32(17);

    /// <summary>The id of an interface, a disk and the like, made from what it belongs to.</summary>
    public static string IdOf(string prefix, string name) => $"{prefix}-0{new DemoRandom(StableHash.Fingerprint("id", prefix, name)).Hex(16)}";

    /// <summary>A time as CloudTrail writes it: whole seconds, UTC.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
