using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Pipeline;

/// <summary>Techniques by finding, from <c>Data/impact-techniques.json</c>; checked when loaded, and against ATT&amp;CK by a test.</summary>
internal sealed partial class ImpactTechniques
{
    private const string Resource = "impact-techniques.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static ImpactTechniques Default { get; } = Load();

    /// <summary>Every kind of finding; null where no technique fits.</summary>
    public Dictionary<FindingKind, TechniqueMeaning?> Findings { get; init; } = [];

    public TechniqueMeaning? Of(FindingKind finding) => Findings[finding];

    private static ImpactTechniques Load()
    {
        using var stream = typeof(ImpactTechniques).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"`{Resource}` is not in the assembly");
        var read = JsonSerializer.Deserialize<ImpactTechniques>(stream, Options) ?? throw new InvalidOperationException($"`{Resource}` is empty");
        foreach (var finding in Enum.GetValues<FindingKind>())
        {
            if (!read.Findings.TryGetValue(finding, out var meaning))
            {
                throw new InvalidOperationException($"`{Resource}` does not say what `{finding}` is");
            }

            if (meaning is not null && (!TechniqueId().IsMatch(meaning.Technique) || meaning.Tactic.Length == 0))
            {
                throw new InvalidOperationException($"`{Resource}`: `{finding}` has technique `{meaning.Technique}` and tactic `{meaning.Tactic}`; a technique reads T1234 or T1234.001");
            }
        }

        return read;
    }

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$", RegexOptions.None, 1000)]
    private static partial Regex TechniqueId();
}
