using System.Collections.Frozen;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Ids;

/// <summary>Makes and recognises entities by the types of <c>types.yml</c>.</summary>
internal sealed class EntityTypes
{
    /// <summary>Type of what nobody in particular is: <c>*</c> of a policy or a share.</summary>
    public const string EveryoneType = "AWS::Everyone";

    private const int NameMax = 1_024;

    private readonly FrozenDictionary<string, EntityType> _byName;
    private readonly FrozenDictionary<string, EntityType[]> _byService;
    private readonly FrozenDictionary<string, EntityType> _byPrefix;

    public EntityTypes(IEnumerable<EntityType> types)
    {
        var all = types.ToArray();
        _byName = all.ToFrozenDictionary(static t => t.Name, StringComparer.Ordinal);
        _byPrefix = all.Where(static t => t.Prefix is not null).ToFrozenDictionary(static t => t.Prefix!, StringComparer.Ordinal);
        _byService = all.Where(static t => t.IsArn)
            .GroupBy(static t => t.Service, StringComparer.Ordinal)
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static t => t.ResourcePrefix.Length).ToArray(), StringComparer.Ordinal);
    }

    public static EntityRef Everyone { get; } = Ref(new("*"), EveryoneType);

    public EntityType? ByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The entity of a type with the given names; null where a name is not fit for an id.</summary>
    public EntityRef? Make(EntityType type, ReadOnlySpan<string?> names, string partition, string region, string account)
    {
        if (names[0] is not { } first || !Fit(first))
        {
            return null;
        }

        first = IdForms.Clean(type.Form, first);
        if (first.StartsWith("arn:", StringComparison.Ordinal))
        {
            return OfArn(first, type);
        }

        foreach (var (start, other) in type.Otherwise)
        {
            if (first.StartsWith(start, StringComparison.Ordinal) && ByName(other) is { } instead)
            {
                return Make(instead, [first[start.Length..], .. names[1..]], partition, region, account);
            }
        }

        return first.Length > 0 && Fill(type, [first, .. names[1..]], partition, region, account) is { } id ? Ref(new(id), type.Type) : null;
    }

    /// <summary>An entity from an ARN or from an id that tells its type; null for anything else.</summary>
    public EntityRef? Find(string text, string partition, string region, string account)
    {
        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return OfArn(text, null);
        }

        var dash = text.LastIndexOf('-');
        return dash > 0 && text.Length - dash is > 8 and <= 18 && IsHex(text.AsSpan(dash + 1)) && _byPrefix.TryGetValue(text[..dash], out var type)
            ? Make(type, [text, null, null], partition, region, account)
            : null;
    }

    /// <summary>Who a policy, share or grant names.</summary>
    public EntityRef? Principal(string text)
    {
        if (text is "*" or "all")
        {
            return Everyone;
        }

        if (text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return AccountOf(text);
        }

        if (Arn.TryParse(text, out var arn))
        {
            return OfArn(arn.Value, null);
        }

        return text.Contains(".amazonaws.com", StringComparison.Ordinal) || text.EndsWith(".aws.internal", StringComparison.Ordinal)
            ? Ref(EntityId.Service(text), "AWS::Service")
            : Fit(text) && text.Contains('.', StringComparison.Ordinal) ? Ref(new("aws:federated:" + text), "AWS::FederatedProvider") : null;
    }

    /// <summary>The entity behind an ARN: objects, items and streams are their container, a role session is its role.</summary>
    public EntityRef? OfArn(string text, EntityType? expected)
    {
        if (!Arn.TryParse(text, out var arn))
        {
            return null;
        }

        if (arn is { Service: "sts", ResourceType: "assumed-role" })
        {
            var role = arn.ResourceName.Split('/')[0];
            return Ref(new($"arn:{arn.Partition}:iam::{arn.Account}:role/{role}"), "AWS::IAM::Role");
        }

        if (arn is { Service: "iam", Resource: "root" })
        {
            return AccountOf(arn.Account);
        }

        var type = expected is not null && Fits(expected, arn) ? expected : Typed(arn) ?? expected;
        if (type is null)
        {
            return Ref(new(text), $"aws:{arn.Service}:{(arn.ResourceType.Length > 0 ? arn.ResourceType : "resource")}");
        }

        var clean = type.Form == IdForm.Plain ? text : IdForms.Clean(type.Form, type.Form == IdForm.Bucket ? arn.Resource : text);
        var id = clean.StartsWith("arn:", StringComparison.Ordinal) ? clean : $"arn:{arn.Partition}:{arn.Service}:{arn.Region}:{arn.Account}:{clean}";
        return Ref(new(id), type.Type);
    }

    private static EntityRef AccountOf(string account) => Ref(EntityId.Account(account), "AWS::Organizations::Account");

    // The kind hangs on the id alone, so that one id has one grain whatever call spoke of it first.
    private static EntityRef Ref(EntityId id, string type) => new(id, id.Kind, type);

    private EntityType? Typed(Arn arn)
    {
        foreach (var type in _byService.GetValueOrDefault(arn.Service) ?? [])
        {
            if (Fits(type, arn))
            {
                return type;
            }
        }

        return null;
    }

    private static bool Fits(EntityType type, Arn arn) =>
        type.Service == arn.Service && (type.HasRegion || arn.Region.Length == 0) && (type.HasAccount || arn.Account.Length == 0) && arn.Resource.Length > type.ResourcePrefix.Length && arn.Resource.StartsWith(type.ResourcePrefix, StringComparison.Ordinal);

    private static string? Fill(EntityType type, ReadOnlySpan<string?> names, string partition, string region, string account)
    {
        var pieces = type.Pieces;
        var parts = new string[pieces.Length + 1];
        parts[0] = type.IsArn ? $"arn:{partition}:" : string.Empty;
        for (var index = 0; index < pieces.Length; index++)
        {
            var piece = pieces[index];
            var value = piece switch
            {
                "{region}" => region,
                "{account}" => account,
                ['{', var digit, '}'] => names[digit - '0'],
                _ => piece,
            };
            if (value is null || (piece[0] == '{' && !Fit(value)))
            {
                return null;
            }

            parts[index + 1] = value;
        }

        return string.Concat(parts);
    }

    private static bool Fit(string name)
    {
        if (name.Length > NameMax)
        {
            return false;
        }

        foreach (var character in name)
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
