using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Abilities;

/// <summary>The bundled list of abilities by kind of resource, and the highly privileged actions.</summary>
public sealed class AbilityCatalogue
{
    private const string Resource = "OrleansTwin.Access.Abilities.abilities.json";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<AbilityCatalogue> Loaded = new(LoadEmbedded);

    private readonly ImmutableArray<(Glob Match, AbilityKind Kind)> _kinds;

    public AbilityCatalogue(ImmutableArray<AbilityKind> kinds, ImmutableArray<PrivilegedAction> highPrivileges)
    {
        Kinds = kinds;
        HighPrivileges = highPrivileges;
        _kinds = [.. kinds.Select(k => (Glob.Parse(k.Match), k))];
    }

    public static AbilityCatalogue Bundled => Loaded.Value;

    public ImmutableArray<AbilityKind> Kinds { get; }

    public ImmutableArray<PrivilegedAction> HighPrivileges { get; }

    /// <summary>The kind of a resource by its ARN; null where the list has none.</summary>
    public AbilityKind? KindOf(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        foreach (var (match, kind) in _kinds)
        {
            if (match.IsMatch(arn))
            {
                return kind;
            }
        }

        return null;
    }

    private static AbilityCatalogue LoadEmbedded()
    {
        using var stream = typeof(AbilityCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"asset {Resource} is not in the assembly");
        var file = JsonSerializer.Deserialize<CatalogueFile>(stream, Options) ?? throw new InvalidDataException("abilities.json is empty");
        return new AbilityCatalogue(file.Kinds, file.HighPrivileges);
    }

    private sealed record CatalogueFile(ImmutableArray<AbilityKind> Kinds, ImmutableArray<PrivilegedAction> HighPrivileges);
}
