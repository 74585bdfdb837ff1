using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>What a person calls an entity: noun and name, from <c>nouns.yaml</c>. Names come from logs and are cut, nothing else is done to them.</summary>
public static class EntityNames
{
    public const string Anyone = "*";
    private const int NameMax = 128;

    private static readonly Dictionary<string, string> Nouns = EmbeddedYaml.Read<Dictionary<string, Dictionary<string, string>>>("Impacts/Data/nouns.yaml")["nouns"];

    public static EntityId Internet { get; } = EntityId.Address("0.0.0.0/0");

    public static EntityId Everyone { get; } = new(Anyone);

    /// <summary>Everyone: <c>*</c>, or the group <c>all</c> that EC2 and RDS sharing use in place of an account.</summary>
    public static bool IsAnyone(EntityId id) => id.Value is Anyone or "all" or EntityId.AccountPrefix + "all" or EntityId.AccountPrefix + Anyone;

    public static string Of(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var type = view.Type.Length > 0 ? view.Type : TypeOf(id);
        var name = view.Name is { Length: > 0 } given && type != "AWS::EC2::Instance" && type != "AWS::EC2::SecurityGroup" ? given : NameOf(id);
        return Nouns.TryGetValue(type, out var noun) && noun.Length > 0 && !Whole(id) ? $"{noun} {Cut(name)}" : Cut(name);
    }

    /// <summary>The name alone, from the id.</summary>
    public static string NameOf(EntityId id)
    {
        var text = id.Value ?? string.Empty;
        if (id.IsNone)
        {
            return "somebody not named";
        }

        if (IsAnyone(id))
        {
            return "anyone with an AWS account";
        }

        if (text.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal))
        {
            var range = text[EntityId.AddressPrefix.Length..];
            return range is "0.0.0.0/0" or "::/0" ? "anyone on the internet" : range;
        }

        if (text.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal))
        {
            return $"account {text[EntityId.AccountPrefix.Length..]}";
        }

        return Arn.TryParse(text, out var arn) ? arn.Resource == "root" ? $"account {arn.Account}" : Last(arn.ResourceName) : Last(text);
    }

    private static bool Whole(EntityId id) =>
        IsAnyone(id) || id.Value.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal) || id.Value.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal);

    private static string TypeOf(EntityId id) => !Arn.TryParse(id.Value, out var arn) ? string.Empty : (arn.Service, arn.ResourceType) switch
    {
        ("iam", "role") => "AWS::IAM::Role",
        ("iam", "user") => "AWS::IAM::User",
        ("iam", "policy") => "AWS::IAM::ManagedPolicy",
        ("iam", "instance-profile") => "AWS::IAM::InstanceProfile",
        _ => string.Empty,
    };

    private static string Last(string text) => text.TrimEnd('/')[(text.TrimEnd('/').LastIndexOfAny(['/', ':']) + 1)..];

    private static string Cut(string text) => text.Length <= NameMax ? text : text[..NameMax];
}
