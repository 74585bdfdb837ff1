using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Collects the problems of one file.</summary>
internal sealed class ProblemList(string file, List<CatalogueProblem> into)
{
    public void Add(YamlNode node, string message) => Add(node.Start.Line, message);

    public void Add(long line, string message) => into.Add(new(file, line, message));
}
