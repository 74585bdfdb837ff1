namespace OrleansTwin.Demo.Scenario;

/// <summary>The scenario written as files: <c>logs/</c>, <c>config.json</c> and <c>tor-exits.txt</c>, as <c>twin replay</c> takes them.</summary>
internal sealed record DemoFolder(string Logs, string Config, string Intel)
{
    public static DemoFolder Write(string folder, ulong seed, bool attack = true)
    {
        var written = new DemoFolder(Path.Combine(folder, "logs"), Path.Combine(folder, "config.json"), Path.Combine(folder, "tor-exits.txt"));
        foreach (var one in DemoScenario.Build(seed, attack))
        {
            var path = Path.Combine(written.Logs, one.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, one.Bytes);
        }

        File.WriteAllText(written.Config, DemoScenario.Config);
        File.WriteAllText(written.Intel, DemoScenario.TorExits);
        return written;
    }
}
