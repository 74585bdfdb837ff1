using OrleansTwin.Detection.Sigma;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

internal static class PublicRules
{
    public static List<SigmaSource> Sources(string relative)
    {
        var root = RecordedData.PathOf(relative);
        return
        [
            .. Directory.GetFiles(root, "*.yml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => new SigmaSource(Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file))),
        ];
    }
}
