using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// The described things of many files by the name of their list (<c>Subnets</c>, <c>Functions</c>, <c>RoleDetailList</c>): output of
/// <c>describe-*</c>, <c>list-*</c> and <c>get-*</c>, and AWS Config snapshots, whose items are brought into the same lists. What a file
/// is stands in its content; its path adds account, region and argument. Files that are no JSON are passed over and counted.
/// </summary>
public sealed class SnapshotLists
{
    /// <summary>Deepest JSON read.</summary>
    public const int DepthMax = 64;

    /// <summary>Most things of one list.</summary>
    public const int ItemsMax = 1_000_000;

    /// <summary>List of the answers that describe one thing at the top, such as a bucket's policy.</summary>
    internal const string Single = "*";

    private readonly Dictionary<string, List<SnapshotItem>> _lists = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly HashSet<(string List, string? Account, string? Region)> _answered = [];

    /// <summary>Names of the lists that were in the input, empty ones too.</summary>
    public IEnumerable<string> Seen => _lists.Keys;

    /// <summary>What could not be read, each with its place.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Files that are no JSON at all.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Files of which something was taken.</summary>
    public int Files { get; private set; }

    /// <summary>Reads one file.</summary>
    /// <param name="path">Names it in problems and tells what it was asked for.</param>
    /// <param name="json">Its text.</param>
    public void Add(string path, string json)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(json);
        var start = json.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            PassedOver += start.IsEmpty ? 0 : 1;
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(json.AsMemory().TrimStart("\uFEFF"), new JsonDocumentOptions { MaxDepth = DepthMax });
            Files++;
            Take(path, document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{(problem.LineNumber ?? 0) + 1}:{(problem.BytePositionInLine ?? 0) + 1}: no JSON of at most {DepthMax} levels"));
        }
    }

    /// <summary>
    /// All that is described, thing by thing: the members of lists by the list's name, single answers by the call, and identities put together
    /// from single IAM answers as if they had been listed in detail.
    /// </summary>
    public IEnumerable<SnapshotThing> Things()
    {
        foreach (var (list, items) in _lists.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var item in items)
            {
                if ((list == Single ? item.Call : list) is { } kind)
                {
                    yield return new(kind, item.Element, item.File, item.Region, item.Account, item.Argument, item.Time);
                }
            }
        }

        foreach (var (list, element) in IamLists.Assemble(this))
        {
            yield return new(list, element, string.Empty, null, null, null, null);
        }
    }

    /// <summary>
    /// Whether an answer with the list, an empty one too, lies under the account and the region; one that names no region is taken for all of them. An
    /// answer under no account counts for none, since whose it is stands only in its members.
    /// </summary>
    public bool IsAnswered(string list, string account, string region) => _answered.Contains((list, account, region)) || _answered.Contains((list, account, null));

    internal bool Has(string list) => _lists.ContainsKey(list);

    internal IReadOnlyList<SnapshotItem> Of(string list) => _lists.GetValueOrDefault(list) ?? [];

    internal IEnumerable<JsonElement> Elements(string list) => Of(list).Select(static item => item.Element);

    internal void Put(string list, SnapshotItem item)
    {
        var items = Open(list);
        if (items.Count < ItemsMax)
        {
            items.Add(item);
        }
        else if (items.Count == ItemsMax)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{item.File}: {list}: more than {ItemsMax} entries; the rest was not read"));
        }
    }

    internal void Problem(string text) => _problems.Add(text);

    private List<SnapshotItem> Open(string list)
    {
        if (!_lists.TryGetValue(list, out var items))
        {
            _lists[list] = items = [];
        }

        return items;
    }

    private void Take(string path, JsonElement root)
    {
        var place = SnapshotPlace.Of(path);
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in root.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.Object))
            {
                TakeObject(path, place, element);
            }

            return;
        }

        TakeObject(path, place, root);
    }

    private void TakeObject(string path, SnapshotPlace place, JsonElement root)
    {
        if (ConfigItems.IsSnapshot(root))
        {
            ConfigItems.Read(path, root, this);
            return;
        }

        if (ConfigItems.IsItem(root))
        {
            ConfigItems.ReadItem(path, root, this);
            return;
        }

        foreach (var property in root.EnumerateObject().Where(static p => p.Value.ValueKind == JsonValueKind.Array))
        {
            Open(property.Name);
            _answered.Add((property.Name, place.Account, place.Region));
            foreach (var element in property.Value.EnumerateArray())
            {
                Put(property.Name, new(element, path, place.Region, place.Account, place.Argument));
            }
        }

        Put(Single, new(root, path, place.Region, place.Account, place.Argument) { Call = place.Call });
    }
}
