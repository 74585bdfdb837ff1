using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Google;

/// <summary>Predefined roles whose permissions are bundled (source: <c>Data/README.md</c>). Any other role is known only where the case tells it.</summary>
public sealed class GoogleRoleCatalogue
{
    private const string Resource = "OrleansTwin.Access.Google.Data.google-roles.json";
    private static readonly Lazy<GoogleRoleCatalogue> Loaded = new(Load);
    private readonly Dictionary<string, GoogleRole> _roles = new(StringComparer.Ordinal);

    public static GoogleRoleCatalogue Bundled => Loaded.Value;

    public static GoogleRoleCatalogue Empty { get; } = new();

    public IReadOnlyCollection<string> Names => _roles.Keys;

    internal GoogleRole? Find(string name) => _roles.GetValueOrDefault(name);

    private static GoogleRoleCatalogue Load()
    {
        using var stream = typeof(GoogleRoleCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"asset {Resource} is not in the assembly");
        using var parsed = JsonDocument.Parse(stream);
        var catalogue = new GoogleRoleCatalogue();
        foreach (var role in parsed.RootElement.EnumerateObject())
        {
            catalogue._roles.Add(role.Name, new GoogleRole(role.Name, [.. role.Value.EnumerateArray().Select(static p => p.GetString()!)]));
        }

        return catalogue;
    }
}
