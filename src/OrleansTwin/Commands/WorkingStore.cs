using System.Globalization;
using System.Security.Cryptography;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands;

/// <summary>
/// The folder a replay keeps its cuts and journal in, and whose they are: a position in one input means nothing in another. The identity
/// is made from the files' names and sizes, the disturbance, the configuration and the release; not from the files' contents.
/// </summary>
internal sealed class WorkingStore
{
    private const string IdentityFile = "input.id";

    private WorkingStore(string folder) => Folder = folder;

    public string Folder { get; }

    public string Cuts => Path.Combine(Folder, "cuts");

    public string Journal => Path.Combine(Folder, "journal");

    /// <summary>Opens the store for this input, or tells why not. With <paramref name="anew"/> what another input left there is deleted.</summary>
    public static WorkingStore? Open(ReplayOptions options, IReadOnlyList<SourceFile> files, bool anew, out string problem)
    {
        var store = new WorkingStore(options.Data ?? Path.Combine(options.Out, ".work"));
        var identity = IdentityOf(options, files);
        var kept = Path.Combine(store.Folder, IdentityFile);
        var isOurs = File.Exists(kept) && File.ReadAllText(kept).Trim() == identity;
        problem = string.Empty;
        if (Directory.Exists(store.Cuts) && (!isOurs || anew))
        {
            if (!options.Force)
            {
                problem = $"The working store `{store.Folder}` belongs to another input, configuration or release; name another --data, or give --force to begin it anew.";
                return null;
            }

            Directory.Delete(store.Cuts, recursive: true);
            if (Directory.Exists(store.Journal))
            {
                Directory.Delete(store.Journal, recursive: true);
            }
        }

        Directory.CreateDirectory(store.Folder);
        File.WriteAllText(kept, identity);
        return store;
    }

    private static IEnumerable<string> Contents(string path) =>
        (Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Repeat(path, 1))
        .Select(static file => $"{file}:{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");

    private static string IdentityOf(ReplayOptions options, IReadOnlyList<SourceFile> files)
    {
        var parts = files.Select(static file => string.Create(CultureInfo.InvariantCulture, $"{file.Unit}:{new FileInfo(file.Path).Length}"))
            .Append(options.Disturbance.ToString())
            .Append(options.Events.ToString())
            .Append(options.Lateness.ToString("c", CultureInfo.InvariantCulture))
            .Append(options.Config is { } config ? File.ReadAllText(config) : string.Empty)
            .Append(options.NoDefaultRules.ToString())
            .Concat(options.Intel.Concat(options.Rules).SelectMany(Contents))
            .Concat(options.Snapshots.SelectMany(static option => Contents(InitialState.TrySplit(option, out var path, out _) ? path : option).Prepend(option)))
            .Append(typeof(WorkingStore).Module.ModuleVersionId.ToString());
        return Model.Values.StableHash.Id("input", [.. parts]);
    }
}
