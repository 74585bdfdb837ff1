using System.Net;
using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>Derives the keys of every signal and impact. Bounded per node, sorted, free of order.</summary>
internal sealed class LinkNodes
{
    /// <summary>Keys of one kind a node may have; the rest are cut in sorted order.</summary>
    public const int KeysMax = 16;

    /// <summary>Beneficiaries of a change beyond which it is too broad to say whom it enabled: then only the resource counts.</summary>
    public const int BeneficiariesMax = 32;

    /// <summary>Evidence events looked at for session, agent and kind of call.</summary>
    private const int EvidenceLookedAtMax = 8;

    private readonly LinkKnowledge _knowledge = LinkKnowledge.Current;
    private readonly Func<string, EventRecord?> _eventOf;
    private readonly Func<LinkKind, string, DateTimeOffset, int?> _usersOf;
    private readonly Func<EventRecord, DateTimeOffset?> _firstUseOf;
    private readonly HashSet<string> _hostile;

    private LinkNodes(IReadOnlyList<Signal> signals, LinkSource source)
    {
        _eventOf = source.EventOf;
        _usersOf = source.UsersOf;
        _firstUseOf = source.FirstUseOf;
        _hostile = signals.Where(static signal => signal.Kind == SignalKind.Indicator && signal.Actor?.SourceIp is not null)
            .Select(static signal => signal.Actor!.SourceIp!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Nodes in (time, signals first, id) order.</summary>
    public static List<LinkNode> Of(IReadOnlyList<AlertSession> sessions, IReadOnlyList<Signal> signals, IEnumerable<Impact> impacts, LinkSource source)
    {
        var derive = new LinkNodes(signals, source);
        var sessionOf = sessions.SelectMany(static session => session.Signals.Select(signal => (signal.Id, session)))
            .ToDictionary(static pair => pair.Id, static pair => pair.session, StringComparer.Ordinal);
        var raised = sessions.Where(static session => session.Alert is not null).SelectMany(static session => session.Signals).Where(derive._knowledge.MayBridge)
            .SelectMany(static signal => signal.Evidence).ToHashSet(StringComparer.Ordinal);
        var nodes = signals.Select(signal => derive.OfSignal(signal, sessionOf[signal.Id]))
            .Concat(impacts.Where(impact => impact.Severity >= derive._knowledge.ImpactSeverity).Select(impact => derive.OfImpact(impact, raised.Contains(impact.Change)))).ToList();
        nodes.Sort(static (left, right) =>
        {
            var byTime = left.Start.UtcTicks.CompareTo(right.Start.UtcTicks);
            if (byTime == 0)
            {
                byTime = (left.Signal is null).CompareTo(right.Signal is null);
            }

            return byTime != 0 ? byTime : string.CompareOrdinal(left.Id, right.Id);
        });
        return nodes;
    }

    private LinkNode OfSignal(Signal signal, AlertSession session)
    {
        var record = EvidenceOf(signal.Evidence.Take(EvidenceLookedAtMax));
        var who = Whos(signal, record);
        var keys = new HashSet<LinkKey> { new(LinkKind.Alert, session.Signals[0].Id) };
        keys.UnionWith(signal.Evidence.Select(static id => new LinkKey(LinkKind.Evidence, id)));
        keys.UnionWith(who.Select(static id => new LinkKey(LinkKind.Lineage, id)));
        if (signal.Actor is { } actor)
        {
            AddActorKeys(keys, actor, record, who.Count > 0);
        }

        keys.UnionWith(who.SelectMany(id => Hands(signal, record).Select(hand => new LinkKey(LinkKind.SlowLineage, $"{id}|{hand}"))));
        if (FleetOf(signal, who) is { } fleet)
        {
            keys.Add(new(LinkKind.Fleet, fleet));
        }

        if (record?.UserAgent is { Length: > 0 } agent)
        {
            keys.Add(new(LinkKind.Agent, agent));
        }

        // The principal that acted is not what the act is about: who used it is lineage.
        var about = signal.Entities.Where(id => signal.Actor is null || id != signal.Actor.Id).Select(EntityAlias.Of).Where(id => _knowledge.MayLink(id) && !who.Contains(id.Value))
            .Select(static id => id.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(KeysMax).ToList();
        keys.UnionWith(about.Where(static id => !id.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal)).Select(static id => new LinkKey(LinkKind.SharedResource, id)));

        var owners = signal.Actor?.Credential is { Length: > 0 } credential ? who.Append(EntityId.AccessKeyPrefix + credential) : who;
        return new()
        {
            Id = signal.Id,
            Start = signal.Time,
            End = SignalSet.EndOf(signal),
            Signal = signal,
            EnabledUntil = EnabledUntil(signal),
            IsCore = session.Alert is not null && _knowledge.MayBridge(signal),
            Severity = signal.Severity,
            Identity = IdentityOf(signal, who),
            RankMax = Ranks(signal).DefaultIfEmpty(Tactics.None).Max(),
            Keys = Few(keys, signal.Time),
            Sources = IsWrite(record) ? Few(about.Select(static id => new LinkKey(LinkKind.TouchedResource, id)), signal.Time) : [],
            Sinks = Few(SinksOf(signal, who, IsWrite(record)).Concat(owners.Select(static id => new LinkKey(LinkKind.Change, id))), signal.Time),
        };
    }

    /// <summary>
    /// What shows, over days, the same hand and not only the same name: the address, the program and the key it used. What a workload did
    /// by itself has no other hand. The command that a tool adds to its agent is no part of the tool.
    /// </summary>
    private static IEnumerable<string> Hands(Signal signal, EventRecord? record)
    {
        var actor = signal.Actor;
        if (actor is null || actor.Id.IsNone)
        {
            return ["itself"];
        }

        var agent = actor.UserAgent ?? record?.UserAgent;
        var command = agent?.IndexOf(" command/", StringComparison.Ordinal) ?? -1;
        string?[] hands = [actor.SourceIp ?? record?.SourceIp, command > 0 ? agent![..command] : agent, actor.Credential ?? record?.Actor.Credential];
        return hands.Where(static hand => hand is { Length: > 0 }).Select(static hand => hand!);
    }

    /// <summary>What runs by itself with a role, doing what others of the same role do: machines of one group.</summary>
    private static string? FleetOf(Signal signal, HashSet<string> who) =>
        signal.Actor is { Id.IsNone: false } actor && !EntityAlias.IsWorkload(actor.Id) && who.Any(static id => EntityAlias.IsWorkload(new(id))) ? $"{signal.Rule}|{actor.Id.Value}" : null;

    private void AddActorKeys(HashSet<LinkKey> keys, SignalActor actor, EventRecord? record, bool isKnown)
    {
        // A long-lived key is its owner, who uses it every day: only what dies by itself joins over its whole life.
        if (actor.Credential is { Length: > 0 } credential)
        {
            keys.Add(EntityAlias.IsTemporary(credential) ? new(LinkKind.Credential, credential) : new(LinkKind.Lineage, EntityId.AccessKeyPrefix + credential));
        }

        if (SessionOf(record) is { } session)
        {
            keys.Add(new(LinkKind.Session, session));
        }

        if (actor.Behind is { Confidence: Confidence.Weak } behind && _knowledge.MayLink(behind.Id))
        {
            keys.Add(new(LinkKind.WeakLineage, EntityAlias.Of(behind.Id).Value));
        }

        // Where it is known who stood behind, that two used one role says that they are two.
        if (!isKnown && _knowledge.MayLink(actor.Id) && !EntityAlias.IsPersonal(actor.Id))
        {
            keys.Add(new(LinkKind.WeakLineage, actor.Id.Value));
        }

        if (actor.SourceIp is { } address && IsExternal(address))
        {
            keys.Add(new(_hostile.Contains(address) ? LinkKind.HostileOrigin : LinkKind.Origin, address));
        }
    }

    /// <param name="isRaised">An alert rests on the change. One that is usual work is told with what it made possible, and joins nothing else.</param>
    private LinkNode OfImpact(Impact impact, bool isRaised)
    {
        var record = _eventOf(impact.Change);
        var makers = new HashSet<string>(StringComparer.Ordinal);
        if (record?.Behind is { Confidence: >= Confidence.Strong } behind && _knowledge.MayLink(behind.Id))
        {
            makers.Add(EntityAlias.Of(behind.Id).Value);
        }

        if (EntityAlias.IsPersonal(impact.Actor))
        {
            makers.Add(impact.Actor.Value);
        }

        var made = record?.Actor.Credential is { Length: > 0 } credential ? makers.Append(EntityId.AccessKeyPrefix + credential) : makers;
        var sources = made.Select(static id => new LinkKey(LinkKind.Change, id)).Concat(Beneficiaries(impact).Select(static id => new LinkKey(LinkKind.EnablingChange, id)));

        return new()
        {
            Id = impact.Id,
            Start = impact.Time,
            End = impact.Time,
            EnabledUntil = impact.Time,
            Impact = impact,
            IsCore = isRaised,
            Severity = impact.Severity,
            Identity = makers.Order(StringComparer.Ordinal).FirstOrDefault() ?? (impact.Actor.IsNone ? impact.Id : impact.Actor.Value),
            // A change joins signals, never other changes: a busy administrator's work is no incident.
            Keys = [new(LinkKind.Evidence, impact.Change)],
            Sources = Few(sources, impact.Time),
            Sinks = [],
        };
    }

    /// <summary>The persons, programs and workloads the signal is of, as sure as lineage needs it.</summary>
    private HashSet<string> Whos(Signal signal, EventRecord? record)
    {
        var who = new HashSet<string>(StringComparer.Ordinal);
        var behind = signal.Actor?.Behind ?? record?.Behind;
        if (behind is { Confidence: >= Confidence.Strong } && _knowledge.MayLink(behind.Id))
        {
            who.Add(EntityAlias.Of(behind.Id).Value);
        }

        if (signal.Actor is { } actor)
        {
            if (EntityAlias.IsPersonal(actor.Id))
            {
                who.Add(actor.Id.Value);
            }
        }

        // What a workload did by itself (its traffic) has no caller: the workload is the actor. An IAM user that a signal is about likewise.
        var subject = EntityAlias.Of(signal.Subject);
        var isOwn = signal.Actor is null || signal.Actor.Id.IsNone || EntityAlias.Of(signal.Actor.Id) == subject;
        if (isOwn && (EntityAlias.IsWorkload(subject) || EntityAlias.IsPersonal(subject)))
        {
            who.Add(subject.Value);
        }

        return who;
    }

    /// <summary>What an earlier act may have touched or made possible: who acted, with which principal, and what it happened to.</summary>
    private IEnumerable<LinkKey> SinksOf(Signal signal, HashSet<string> who, bool isWrite)
    {
        var actors = new HashSet<string>(who, StringComparer.Ordinal);
        if (signal.Actor is { } actor && _knowledge.MayLink(actor.Id))
        {
            actors.Add(EntityAlias.Of(actor.Id).Value);
        }

        // A machine named beside a role's read or call, where nobody else is known to stand behind, is the one the role belongs to.
        if (who.Count == 0 && !isWrite)
        {
            actors.UnionWith(signal.Entities.Where(EntityAlias.IsWorkload).Select(static id => EntityAlias.Of(id).Value).Order(StringComparer.Ordinal).Take(KeysMax));
        }

        var subject = EntityAlias.Of(signal.Subject);
        IEnumerable<string> subjects = _knowledge.MayLink(subject) ? [subject.Value] : [];

        // A later change of the same thing was not made possible by an earlier one: it is about the same thing.
        var ids = signal.Dimension == SignalDimension.Configuration ? actors : actors.Concat(subjects);
        return ids.SelectMany(static id => new[] { new LinkKey(LinkKind.TouchedResource, id), new LinkKey(LinkKind.EnablingChange, id) });
    }

    /// <summary>Until when a change may have given the caller something it used: what it had done before it needed nobody's change for.</summary>
    private DateTimeOffset EnabledUntil(Signal signal)
    {
        var end = SignalSet.EndOf(signal);
        DateTimeOffset? latest = null;
        foreach (var record in signal.Evidence.Take(EvidenceLookedAtMax).Select(_eventOf).OfType<EventRecord>())
        {
            if (_firstUseOf(record) is not { } first)
            {
                return end;
            }

            latest = latest is { } other && other > first ? other : first;
        }

        return latest is { } until && until < end ? until : end;
    }

    private List<string> Beneficiaries(Impact impact)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var gain in impact.Gained)
        {
            Add(ids, gain.Who);
            if (gain.Can.StartsWith("connect", StringComparison.Ordinal))
            {
                foreach (var reached in gain.Examples)
                {
                    Add(ids, reached);
                }

                Add(ids, new(gain.What));
            }
        }

        // The maker's own principal gained too: its later acts are the maker's by lineage, and those of others who share a role are not.
        ids.Remove(impact.Actor.IsNone ? string.Empty : EntityAlias.Of(impact.Actor).Value);
        if (ids.Count > BeneficiariesMax)
        {
            ids.Clear();
        }

        if (impact.Gained.Count > 0 || impact.PathsOpened.Count > 0)
        {
            Add(ids, impact.Resource);
        }

        return [.. ids.Order(StringComparer.Ordinal)];
    }

    private void Add(HashSet<string> ids, EntityId id)
    {
        if (_knowledge.MayLink(id))
        {
            ids.Add(EntityAlias.Of(id).Value);
        }
    }

    private EventRecord? EvidenceOf(IEnumerable<string> ids)
    {
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            if (_eventOf(id) is { } record)
            {
                return record;
            }
        }

        return null;
    }

    private static string IdentityOf(Signal signal, HashSet<string> who) =>
        who.Order(StringComparer.Ordinal).FirstOrDefault()
        ?? signal.Actor?.Credential
        ?? (signal.Actor is { Id.IsNone: false } actor ? actor.Id.Value : signal.Subject.Value ?? signal.Id);

    private static string? SessionOf(EventRecord? record) =>
        record?.Actor is { Session: { Length: > 0 } session, SessionStarted: { } started } actor
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{actor.Issuer ?? actor.Id}|{session}|{started.UtcTicks}")
            : null;

    private static bool IsWrite(EventRecord? record) => record is { ReadOnly: false, Outcome: Outcome.Success };

    private static IEnumerable<int> Ranks(Signal signal) => signal.Tactics.Select(Tactics.RankOf).Where(static rank => rank >= 0);

    /// <summary>An address of the internet at large: private, shared and link-local ranges say nothing about an origin (RFC 1918, 6598, 3927, 4193).</summary>
    internal static bool IsExternal(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (bytes.Length != 4)
        {
            return !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal;
        }

        return (bytes[0], bytes[1]) switch
        {
            (0 or 10 or 127, _) => false,
            (172, >= 16 and <= 31) => false,
            (192, 168) or (169, 254) => false,
            (100, >= 64 and <= 127) => false,
            _ => true,
        };
    }

    /// <summary>Without keys that many used before: they say nothing of who. Bounded, each kind cut in sorted order.</summary>
    private List<LinkKey> Few(IEnumerable<LinkKey> keys, DateTimeOffset at) =>
        [.. keys.Distinct().Where(key => _knowledge.Of(key.Kind).UsersMax is not { } most || !(_usersOf(key.Kind, key.Value, at) > most)).GroupBy(static key => key.Kind).OrderBy(static group => group.Key)
            .SelectMany(static group => group.OrderBy(static key => key.Value, StringComparer.Ordinal).Take(group.Key == LinkKind.EnablingChange ? BeneficiariesMax + 1 : KeysMax))];
}
