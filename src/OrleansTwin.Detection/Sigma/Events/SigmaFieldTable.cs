using OrleansTwin.Detection.Sigma.Derived;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>
/// The fields that the rules of one log use, each with a slot, and the paths that lead to them. Built once by the compiler;
/// a record is then read in one pass in which everything that no rule asks for is skipped.
/// </summary>
public sealed class SigmaFieldTable
{
    private readonly Dictionary<string, int> _slots;
    private readonly List<string> _names = [];
    private readonly Dictionary<int, DerivedField> _derived = [];
    private readonly SigmaLog _log;

    internal SigmaFieldTable(SigmaLog log)
    {
        _log = log;
        Root = new(log.KeyCase);
        _slots = new(log.KeyCase == KeyCase.Exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    public int Count => _names.Count;

    public SigmaLog Log => _log;

    internal FieldNode Root { get; }

    internal IReadOnlyDictionary<int, DerivedField> Derived => _derived;

    public string NameOf(int slot) => _names[slot];

    /// <summary>Slot of a field, added on first use.</summary>
    public int SlotOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (_slots.TryGetValue(field, out var slot))
        {
            return slot;
        }

        slot = _names.Count;
        _slots[field] = slot;
        _names.Add(field);
        if (_log.Derives && DerivedFields.Create(field, this) is { } derived)
        {
            _derived[slot] = derived;
            return slot;
        }

        foreach (var path in _log.PathsOf(field))
        {
            var node = Root;
            foreach (var step in path.Split('.'))
            {
                node = node.Add(step);
            }

            node.Slots.Add(slot);
        }

        return slot;
    }
}
