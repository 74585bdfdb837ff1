using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Who the incident's actors are and which of their acts belong to it. A stolen key is also used by its owner, so an act of the same
/// person or user counts only when it came from an address of the incident, from no address at all, or in a session that the incident
/// holds; acts of a workload in the incident always count. A principal that many use (a role) is no actor by itself.
/// </summary>
internal sealed class ActorScope
{
    private readonly HashSet<string> _who = new(StringComparer.Ordinal);
    private readonly HashSet<string> _workloads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _credentials = new(StringComparer.Ordinal);
    private readonly HashSet<string> _origins = new(StringComparer.Ordinal);
    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Origins => _origins;

    public IReadOnlyCollection<string> Credentials => _credentials;

    public static ActorScope Of(IncidentGroup group, IncidentWorld world)
    {
        // A weak signal is told, but does not make its actor and address those of the incident: it may be the owner's ordinary day.
        var scope = new ActorScope();
        var alerts = group.Alerts.SelectMany(static alert => alert.Signals).ToHashSet(StringComparer.Ordinal);
        foreach (var signal in group.Signals.Where(signal => alerts.Contains(signal.Id)))
        {
            scope.Add(signal, world);
        }

        return scope;
    }

    /// <summary>Keys to ask the history with.</summary>
    public IReadOnlySet<string> Keys() =>
        _who.Concat(_workloads).Concat(_credentials.Select(static key => EntityId.AccessKeyPrefix + key)).Concat(_roles).ToHashSet(StringComparer.Ordinal);

    public bool Holds(EventRecord record)
    {
        // What another product finds of somebody is no act of his.
        if (record.Finding is not null)
        {
            return false;
        }

        if (record.Actor.Credential is { } credential && _credentials.Contains(credential) && IsTemporary(credential))
        {
            return true;
        }

        if (record.Behind is { Confidence: >= Confidence.Strong } behind)
        {
            var id = EntityAlias.Of(behind.Id).Value;
            return _workloads.Contains(id) || (_who.Contains(id) && FitsOrigin(record));
        }

        var isActor = _who.Contains(record.Actor.Id)
            || (record.Actor.Credential is { } key && _credentials.Contains(key))
            || (_roles.Contains(record.Actor.Id) && record.SourceIp is { } address && _origins.Contains(address));
        return isActor && FitsOrigin(record);
    }

    private bool FitsOrigin(EventRecord record) => record.SourceIp is not { } address || _origins.Count == 0 || _origins.Contains(address);

    private void Add(Signal signal, IncidentWorld world)
    {
        AddBehind(signal.Actor?.Behind);
        if (signal.Actor is { } actor)
        {
            AddPrincipal(actor.Id);
            AddOrigin(actor.SourceIp);
            if (actor.Credential is { Length: > 0 } credential)
            {
                _credentials.Add(credential);
            }
        }
        else if (EntityAlias.IsWorkload(signal.Subject))
        {
            _workloads.Add(EntityAlias.Of(signal.Subject).Value);
        }

        foreach (var record in signal.Evidence.Select(world.EventOf).OfType<EventRecord>())
        {
            AddBehind(record.Behind);
            AddPrincipal(new(record.Actor.Id));
            AddOrigin(record.SourceIp);
            if (record.Actor.Credential is { Length: > 0 } credential && !record.Actor.ViaService)
            {
                _credentials.Add(credential);
            }
        }
    }

    private void AddBehind(Behind? behind)
    {
        if (behind is not { Confidence: >= Confidence.Strong } || !LinkKnowledge.Current.MayLink(behind.Id))
        {
            return;
        }

        var id = EntityAlias.Of(behind.Id);
        (EntityAlias.IsWorkload(id) ? _workloads : _who).Add(id.Value);
    }

    private void AddPrincipal(EntityId id)
    {
        if (LinkKnowledge.Current.MayLink(id))
        {
            (EntityAlias.IsPersonal(id) ? _who : _roles).Add(id.Value);
        }
    }

    private void AddOrigin(string? address)
    {
        if (address is { Length: > 0 })
        {
            _origins.Add(address);
        }
    }

    /// <summary>A session's key (AWS: <c>ASIA…</c>); long-lived ones begin with <c>AKIA</c> (IAM User Guide, unique id prefixes).</summary>
    private static bool IsTemporary(string credential) => credential.StartsWith("ASIA", StringComparison.Ordinal);
}
