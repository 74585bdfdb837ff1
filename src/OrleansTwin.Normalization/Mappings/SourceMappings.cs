using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// The mappings in force: those that ship and those a user adds. A user's mapping goes before a shipped one, so that a source can be
/// read differently. Immutable and shared by all threads.
/// </summary>
public sealed class SourceMappings
{
    /// <summary>Most mapping files of a user.</summary>
    public const int FilesMax = 1_000;

    private static readonly Lazy<SourceMappings> ShippedOnce = new(LoadShipped);

    private readonly ImmutableArray<SourceMapping> _mappings;

    private SourceMappings(ImmutableArray<SourceMapping> mappings) => _mappings = mappings;

    /// <exception cref="InvalidOperationException">A file that ships has problems; all are listed.</exception>
    public static SourceMappings Shipped => ShippedOnce.Value;

    public ImmutableArray<SourceMapping> All => _mappings;

    /// <summary>What the file source has to look for besides its built-in formats, in the order in which it is to be tried.</summary>
    public IEnumerable<MappingSignature> Signatures => _mappings.Select(static mapping => mapping.Signature).Where(static signature => !signature.All.IsEmpty);

    /// <summary>The shipped mappings with a user's files before them; with problems there are no mappings, and all problems are told, failed cases too.</summary>
    public static (SourceMappings? Mappings, ImmutableArray<CatalogueProblem> Problems) With(IEnumerable<CatalogueFile> files)
    {
        var (own, problems) = Load(files);
        return problems.IsEmpty ? (new([.. own, .. Shipped._mappings]), problems) : (null, problems);
    }

    /// <summary>Compiles files and tries the cases they hold.</summary>
    public static (ImmutableArray<SourceMapping> Mappings, ImmutableArray<CatalogueProblem> Problems) Load(IEnumerable<CatalogueFile> files)
    {
        var problems = new List<CatalogueProblem>();
        var mappings = ImmutableArray.CreateBuilder<SourceMapping>();
        foreach (var file in files.OrderBy(static file => file.Name, StringComparer.Ordinal))
        {
            if (mappings.Count == FilesMax)
            {
                problems.Add(new(file.Name, 1, $"more than {FilesMax} mapping files"));
                break;
            }

            if (new MappingFileReader(file, problems).Read() is { } mapping)
            {
                mappings.Add(mapping);
                problems.AddRange(MappingCases.Try(mapping).Select(failed => new CatalogueProblem(file.Name, failed.Line, failed.Message)));
            }
        }

        return (mappings.ToImmutable(), [.. problems.OrderBy(static p => p.File, StringComparer.Ordinal).ThenBy(static p => p.Line)]);
    }

    /// <summary>The mapping of a record that the source found to be of <paramref name="format"/>.</summary>
    internal SourceMapping? Of(RecordFormat format, JsonElement record, ReadOnlySpan<byte> bytes)
    {
        foreach (var mapping in _mappings)
        {
            if (mapping.Signature.Format == format && Fits(mapping.Signature, record, bytes))
            {
                return mapping;
            }
        }

        return null;
    }

    private static bool Fits(MappingSignature signature, JsonElement record, ReadOnlySpan<byte> bytes)
    {
        foreach (var key in signature.All)
        {
            if (!record.TryGetProperty(key, out _))
            {
                return false;
            }
        }

        var any = signature.Any.IsEmpty;
        foreach (var key in signature.Any)
        {
            any |= record.TryGetProperty(key, out _);
        }

        foreach (var text in signature.Text)
        {
            any &= bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
        }

        return any;
    }

    private static SourceMappings LoadShipped()
    {
        var problems = new List<CatalogueProblem>();
        var mappings = ShippedFiles().Select(file => new MappingFileReader(file, problems).Read()).OfType<SourceMapping>().ToImmutableArray();
        return problems.Count == 0 ? new(mappings) : throw new InvalidOperationException("The mappings have problems:\n" + string.Join('\n', problems));
    }

    internal static IEnumerable<CatalogueFile> ShippedFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(static n => n.StartsWith("mappings/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            yield return new(name, reader.ReadToEnd());
        }
    }
}
