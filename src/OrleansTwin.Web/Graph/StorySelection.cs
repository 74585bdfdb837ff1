using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Web.Layout;

namespace OrleansTwin.Web.Graph;

/// <summary>
/// What is chosen on the page of an incident: a box of the graph, a step, or nothing. Says what belongs to it on the other side: the steps
/// of a box, the boxes and arrows of a step.
/// </summary>
public sealed record StorySelection(LaidBox? Box, int? Step)
{
    public static StorySelection None { get; } = new(null, null);

    public bool IsNone => Box is null && Step is null;

    /// <summary>True where the box is chosen, takes part in the chosen step, or has an arrow to the chosen box.</summary>
    public bool Holds(LaidBox box, Incident incident, LaidGraph graph) =>
        Box is { } chosen ? chosen.Key == box.Key || graph.Edges.Any(edge => (edge.From == chosen.Key && edge.To == box.Key) || (edge.To == chosen.Key && edge.From == box.Key))
        : StepOf(incident) is { } step && (Has(box, step.Actor) || Has(box, step.Target) || graph.Edges.Any(edge => edge.Step == Step && (edge.From == box.Key || edge.To == box.Key)));

    public bool Holds(LaidEdge edge, Incident incident, LaidGraph graph)
    {
        if (Box is { } chosen)
        {
            return edge.From == chosen.Key || edge.To == chosen.Key;
        }

        if (StepOf(incident) is not { } step)
        {
            return false;
        }

        return edge.Step == Step || (edge.Kind is "did" or "denied"
            && graph.Boxes.Any(box => box.Key == edge.From && Has(box, step.Actor)) && graph.Boxes.Any(box => box.Key == edge.To && Has(box, step.Target)));
    }

    /// <summary>True where the step is chosen or done by or on the chosen box.</summary>
    public bool Holds(int number, IncidentStep step) => Step == number || (Box is { } box && (Has(box, step.Actor) || Has(box, step.Target)));

    private IncidentStep? StepOf(Incident incident) => Step is { } number && number >= 1 && number <= incident.Steps.Count ? incident.Steps[number - 1] : null;

    private static bool Has(LaidBox box, EntityId id) => box.Nodes.Any(node => node.Id == id);
}
