using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Mentions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>
/// The compiled catalogue: one entry for each (event source, API without version suffix). Immutable and shared by all threads.
/// </summary>
public sealed class ApiCatalogue
{
    private static readonly Lazy<ApiCatalogue> EmbeddedOnce = new(LoadEmbedded);

    private readonly FrozenDictionary<string, FrozenDictionary<string, ApiEntry>> _services;

    internal ApiCatalogue(FrozenDictionary<string, FrozenDictionary<string, ApiEntry>> services, EntityTypes types, VerbTable verbs)
    {
        _services = services;
        Types = types;
        Verbs = verbs;
    }

    /// <summary>The catalogue that ships with the assembly.</summary>
    /// <exception cref="InvalidOperationException">It has problems; all are listed.</exception>
    public static ApiCatalogue Embedded => EmbeddedOnce.Value;

    internal EntityTypes Types { get; }

    internal VerbTable Verbs { get; }

    /// <summary>Event sources with at least one entry.</summary>
    public ImmutableArray<string> Services => [.. _services.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads catalogue files; on problems there is no catalogue, and all of them are told.</summary>
    public static (ApiCatalogue? Catalogue, ImmutableArray<CatalogueProblem> Problems) Load(IEnumerable<CatalogueFile> files) => CatalogueLoader.Load(files);

    /// <summary>APIs of a source in the catalogue, with whether the entry says what the call changes.</summary>
    public ImmutableArray<(string Api, bool Changes)> ApisOf(string service) =>
        _services.TryGetValue(service, out var apis) ? [.. apis.Select(static p => (p.Key, p.Value.Write && p.Value.Changes.Length > 0)).OrderBy(static p => p.Key, StringComparer.Ordinal)] : [];

    /// <summary>What goes with an entity that a call deletes, by the call's action (<c>ec2:DeleteVpc</c>).</summary>
    internal FrozenDictionary<string, CascadeSpec[]> Cascades => field ??= _services.Values.SelectMany(static apis => apis.Values)
        .Select(static entry => KeyValuePair.Create(entry.Action, entry.Changes.SelectMany(static change => change.Cascades).ToArray()))
        .Where(static pair => pair.Value.Length > 0)
        .DistinctBy(static pair => pair.Key)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Source of the entries that hold for every provider of Azure.</summary>
    private const string AnyProvider = "microsoft.any";

    /// <summary>Source of the entries that hold for every kind of Kubernetes object.</summary>
    private const string AnyObject = "k8s.any";

    internal ApiEntry? Find(Cloud cloud, string service, string action) => cloud switch
    {
        Cloud.Gcp => Exact(service, Operation.KeyOf(cloud, action)) ?? Kubernetes(action),
        Cloud.Kubernetes => Kubernetes(action),
        Cloud.Azure => Exact(service.ToLowerInvariant(), Operation.KeyOf(cloud, action)) ?? General(action),
        _ => Find(service, action),
    };

    // One API convention for all kinds of objects: what a verb does hangs on no kind. A subresource (exec, status) is none of its object's state.
    private ApiEntry? Kubernetes(string action) =>
        Operation.KubernetesVerb(action) is { } verb && Exact(AnyObject, verb) is { } entry ? entry with { Action = $"k8s:{action}" } : null;

    private ApiEntry? Exact(string service, string key) =>
        _services.TryGetValue(service, out var apis) ? apis.GetValueOrDefault(key) : null;

    private ApiEntry? General(string action) =>
        Exact(AnyProvider, action[(action.LastIndexOf('/') + 1)..].ToLowerInvariant()) is { } entry && action.Contains('/', StringComparison.Ordinal) ? entry with { IsGeneral = true } : null;

    private ApiEntry? Find(string service, string action)
    {
        if (!_services.TryGetValue(service, out var apis))
        {
            return null;
        }

        if (apis.TryGetValue(action, out var entry))
        {
            return entry;
        }

        var plain = ApiName.WithoutVersion(action);
        return plain.Length != action.Length && apis.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plain, out entry) ? entry : null;
    }

    internal static IEnumerable<CatalogueFile> EmbeddedFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(static n => n.StartsWith("catalogue/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            yield return new(name, reader.ReadToEnd());
        }
    }

    private static ApiCatalogue LoadEmbedded()
    {
        var (catalogue, problems) = Load(EmbeddedFiles());
        return catalogue ?? throw new InvalidOperationException("The catalogue has problems:\n" + string.Join('\n', problems));
    }
}
