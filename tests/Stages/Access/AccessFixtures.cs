using System.Text.Json;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access;

/// <summary>Short ways to build policies and to find the recorded data.</summary>
internal static class AccessFixtures
{
    public static CompiledPolicy Policy(string json, string name = "p")
    {
        var read = PolicyReader.Read(json);
        Assert.True(read.IsValid, string.Join("; ", read.Diagnostics));
        return CompiledPolicy.Compile(name, read.Document!);
    }

    public static CompiledPolicy Statements(string statements, string name = "p") =>
        Policy($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", name);

    public static LayerPolicies Layer(string statements, string name = "p") => LayerPolicies.Of(Statements(statements, name));

    public static RequestPrincipal Principal(string text) =>
        RequestPrincipal.TryParse(text, out var principal) ? principal : throw new ArgumentException(text);

    public static RequestContext Context(params (string Key, string Value)[] values) => RequestContext.Of([.. values]);

    /// <summary>The recorded data's file, or a skip.</summary>
    public static string DataFile(string relative)
    {
        var root = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA");
        if (root is null)
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null && root is null; at = at.Parent)
            {
                var candidate = Path.Combine(at.FullName, "shared", "data");
                root = Directory.Exists(candidate) ? candidate : null;
            }
        }

        var path = root is null ? null : Path.Combine(root, relative);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
        {
            Assert.Skip($"recorded data `{relative}` is not here; set ORLEANSTWIN_DATA");
        }

        return path;
    }

    public static JsonElement DataJson(string relative)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(DataFile(relative)));
        return document.RootElement.Clone();
    }
}
