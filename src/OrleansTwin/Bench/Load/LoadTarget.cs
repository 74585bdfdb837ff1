using System.Globalization;

namespace OrleansTwin.Bench.Load;

/// <summary>One resource of the load, named as its service names it.</summary>
internal readonly record struct LoadTarget(string Account, LoadKind Kind, int Number)
{
    public const string Region = "eu-central-1";

    private const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>Id as calls name it: instance id, bucket name, table name.</summary>
    public string Id => Kind switch
    {
        LoadKind.Instance => $"i-{Hex}",
        LoadKind.Volume => $"vol-{Hex}",
        LoadKind.SecurityGroup => $"sg-{Hex}",
        LoadKind.Bucket => string.Create(CultureInfo.InvariantCulture, $"store-{Account}-{Number}"),
        LoadKind.Table => string.Create(CultureInfo.InvariantCulture, $"orders-{Number}"),
        LoadKind.Function => string.Create(CultureInfo.InvariantCulture, $"worker-{Number}"),
        LoadKind.Secret => string.Create(CultureInfo.InvariantCulture, $"app/{Number}/login"),
        LoadKind.Queue => string.Create(CultureInfo.InvariantCulture, $"jobs-{Number}"),
        LoadKind.Key => $"{Hex[..8]}-{Hex[8..12]}-4{Hex[13..16]}-8{Hex[..3]}-{Hex[5..]}",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a kind of resource"),
    };

    public string Arn => Kind switch
    {
        LoadKind.Bucket => $"arn:aws:s3:::{Id}",
        LoadKind.Instance => $"arn:aws:ec2:{Region}:{Account}:instance/{Id}",
        LoadKind.Volume => $"arn:aws:ec2:{Region}:{Account}:volume/{Id}",
        LoadKind.SecurityGroup => $"arn:aws:ec2:{Region}:{Account}:security-group/{Id}",
        LoadKind.Table => $"arn:aws:dynamodb:{Region}:{Account}:table/{Id}",
        LoadKind.Function => $"arn:aws:lambda:{Region}:{Account}:function:{Id}",
        LoadKind.Secret => $"arn:aws:secretsmanager:{Region}:{Account}:secret:{Id}-{Hex[..6]}",
        LoadKind.Queue => $"arn:aws:sqs:{Region}:{Account}:{Id}",
        LoadKind.Key => $"arn:aws:kms:{Region}:{Account}:key/{Id}",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a kind of resource"),
    };

    // Seventeen digits, as in resource ids; different for different numbers of one account.
    private string Hex => string.Create(CultureInfo.InvariantCulture, $"0{unchecked(((ulong)Number + 1) * Spread ^ ulong.Parse(Account, CultureInfo.InvariantCulture)):x16}");
}
