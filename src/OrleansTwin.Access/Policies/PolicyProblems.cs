using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Policies;

/// <summary>Gathers the problems of one document up to the limit.</summary>
internal sealed class PolicyProblems(PolicyLimits limits)
{
    private const int ShownLengthMax = 80;
    private readonly List<PolicyDiagnostic> _found = [];

    public PolicyLimits Limits { get; } = limits;

    public bool Any => _found.Count > 0;

    public bool Full => _found.Count >= Limits.DiagnosticsMax;

    public void Add(PolicyDiagnosticCode code, string place, string message)
    {
        if (_found.Count < Limits.DiagnosticsMax - 1)
        {
            _found.Add(new PolicyDiagnostic(code, place, message));
        }
        else if (!Full)
        {
            _found.Add(new PolicyDiagnostic(PolicyDiagnosticCode.TooManyProblems, place, $"more than {Limits.DiagnosticsMax - 1} problems; reading stopped"));
        }
    }

    public ImmutableArray<PolicyDiagnostic> ToImmutable() => [.. _found];

    /// <summary>Unknown and repeated elements are errors, since AWS refuses such a policy.</summary>
    public void CheckElements(JsonElement element, string place, ImmutableHashSet<string> allowed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                Add(PolicyDiagnosticCode.UnknownElement, place, $"`{Shorten(property.Name)}` is no element here; allowed are {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");
            }
            else if (!seen.Add(property.Name))
            {
                Add(PolicyDiagnosticCode.DuplicateElement, place, $"`{property.Name}` stands twice");
            }
        }
    }

    public static string Show(JsonElement element) => Shorten(element.GetRawText());

    public static string Shorten(string text) => text.Length <= ShownLengthMax ? text : text[..ShownLengthMax] + "…";
}
