using System.Collections.Immutable;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Azure;

/// <summary>What was told of an estate: assignments of every kind, groups, management groups. Role assignments are found by their principal.</summary>
internal sealed class AzureWorld
{
    private readonly Dictionary<string, List<AzureAssignment>> _byPrincipal = new(StringComparer.OrdinalIgnoreCase);

    public AzureWorld(IEnumerable<AzureAssignment> assignments, ImmutableArray<AzureDenyAssignment> denials, GroupGraph groups, AzureHierarchy hierarchy)
    {
        (Denials, Groups, Hierarchy) = (denials, groups, hierarchy);
        foreach (var assignment in assignments)
        {
            if (!_byPrincipal.TryGetValue(assignment.Principal.Id, out var list))
            {
                _byPrincipal[assignment.Principal.Id] = list = [];
            }

            list.Add(assignment);
        }
    }

    public ImmutableArray<AzureDenyAssignment> Denials { get; }

    public GroupGraph Groups { get; }

    public AzureHierarchy Hierarchy { get; }

    /// <summary>Assignments by principal, in the order in which principals were first named.</summary>
    public IReadOnlyDictionary<string, List<AzureAssignment>> ByPrincipal => _byPrincipal;
}
