using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>Gathers one part while its deciders run.</summary>
internal sealed class PartBuilder(EntityId entity, int hop)
{
    private readonly List<ImpactFinding> _findings = [];
    private readonly List<WeighedGain> _gained = [];
    private readonly List<WeighedGain> _lost = [];
    private readonly SortedSet<string> _opened = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _closed = new(StringComparer.Ordinal);
    private readonly List<EntityId> _next = [];

    public EntityId Entity { get; } = entity;

    public bool Complete { get; set; } = true;

    public void Find(ImpactFinding finding) => _findings.Add(finding);

    public void Gain(Gain gain, Severity weight) => _gained.Add(new(gain, weight));

    public void Lose(Gain gain, Severity weight) => _lost.Add(new(gain, weight));

    public void Open(string path) => _opened.Add(path);

    public void Close(string path) => _closed.Add(path);

    /// <summary>Hands the change on, first come first kept when the fan-out cuts: the caller adds in an order of meaning.</summary>
    public void Next(IEnumerable<EntityId> entities) => _next.AddRange(entities);

    public ImpactPart Build(ImpactLimits limits, string? before = null, string? after = null)
    {
        var next = _next.Distinct().Where(id => id != Entity && !id.IsNone).ToList();
        var last = hop >= limits.HopsMax;
        var cut = last ? next.Count > 0 : next.Count > limits.FanOutMax;
        return new()
        {
            Entity = Entity,
            Hop = hop,
            Findings = _findings.ToValueArray(),
            Gained = _gained.ToValueArray(),
            Lost = _lost.ToValueArray(),
            PathsOpened = _opened.ToValueArray(),
            PathsClosed = _closed.ToValueArray(),
            Next = last ? [] : next.Take(limits.FanOutMax).Order().ToValueArray(),
            Complete = Complete && !cut,
            Before = before,
            After = after,
        };
    }
}
