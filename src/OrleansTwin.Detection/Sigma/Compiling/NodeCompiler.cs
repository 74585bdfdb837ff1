using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>A detection tree to one delegate.</summary>
internal static class NodeCompiler
{
    public static SigmaPredicate Compile(SigmaNode node, SigmaFieldTable fields)
    {
        switch (node)
        {
            case SigmaTest test:
                return TestCompiler.Compile(test, fields);
            case SigmaSelection selection:
                return Compile(selection.Node, fields);
            case SigmaNot not:
                var inner = Compile(not.Node, fields);
                return record => !inner(record);
            case SigmaAll all:
                return All([.. all.Nodes.Select(child => Compile(child, fields))]);
            case SigmaAny any:
                return Any([.. any.Nodes.Select(child => Compile(child, fields))]);
            default:
                throw new InvalidOperationException($"No meaning for {node.GetType().Name}.");
        }
    }

    public static SigmaPredicate All(SigmaPredicate[] parts) => record =>
    {
        foreach (var part in parts)
        {
            if (!part(record))
            {
                return false;
            }
        }

        return true;
    };

    public static SigmaPredicate Any(SigmaPredicate[] parts) => record =>
    {
        foreach (var part in parts)
        {
            if (part(record))
            {
                return true;
            }
        }

        return false;
    };
}
