using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// The stores of a kind that ever had a policy of their own, and whom each of its versions speaks of. Made once for as long as none of
/// their logs changes.
/// </summary>
internal sealed class PolicyHolders
{
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<EntityId, ChangeLog>, PolicyHolders> Known = [];

    private static readonly ConditionalWeakTable<ChangeLog, ReadLog> Logs = [];

    private static readonly ConditionalWeakTable<string, ReadPolicy> Policies = [];

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    private readonly IPolicyJudge _judge;
    private readonly List<Holder> _open = [];
    private readonly Dictionary<string, List<Holder>> _byName = new(StringComparer.Ordinal);

    private PolicyHolders(ImmutableSortedDictionary<EntityId, ChangeLog> logs, StoreKind kind, IPolicyJudge judge)
    {
        _judge = judge;
        foreach (var (id, log) in logs)
        {
            List(OfLog(id, log, kind.Policy!, judge));
        }
    }

    /// <summary>Those whose policy as of the position may speak of the principal, in ordinal order of ids.</summary>
    public IEnumerable<EntityId> Of(EntityId principal, EstateAsOf estate)
    {
        var named = _byName.GetValueOrDefault(principal.Value) ?? [];
        return _open.Concat(named).Where(holder => holder.MayConcern(principal, estate)).Select(static holder => holder.Id).Distinct().Order();
    }

    public static PolicyHolders Of(ImmutableSortedDictionary<EntityId, ChangeLog> logs, StoreKind kind, IPolicyJudge judge)
    {
        var known = Known.GetValue(logs, logs => new(logs, kind, judge));
        return ReferenceEquals(known._judge, judge) ? known : new(logs, kind, judge);
    }

    private void List(Holder holder)
    {
        if (holder.Versions.Any(static version => version.Names is null))
        {
            _open.Add(holder);
            return;
        }

        foreach (var name in holder.Versions.SelectMany(static version => version.Names!).Distinct(StringComparer.Ordinal))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byName, name, out _) ??= []).Add(holder);
        }
    }

    // One log changes at a time: the others are as they were read last.
    private static Holder OfLog(EntityId id, ChangeLog log, string path, IPolicyJudge judge)
    {
        var read = Logs.GetValue(log, log => new(judge, path, Read(id, log, path, judge)));
        return ReferenceEquals(read.Judge, judge) && read.Path == path ? read.Holder : Read(id, log, path, judge);
    }

    private static Holder Read(EntityId id, ChangeLog log, string path, IPolicyJudge judge) =>
        new(id, [.. from change in log.Entries.Values
            from attribute in change.Attributes
            where attribute.Path == path && attribute is { Op: AttributeOp.Set, Element: null }
            select (change.At, attribute.Value is { } value ? NamesOf(value, judge) : None)]);

    private static IReadOnlySet<string>? NamesOf(string value, IPolicyJudge judge)
    {
        var read = Policies.GetValue(value, value => new(judge, Named(value, judge)));
        return ReferenceEquals(read.Judge, judge) ? read.Names : Named(value, judge);
    }

    // The root of an account, or its number, leaves it to the identity's own policies: alone it lets nobody in.
    // Source: IAM User Guide, "AWS account principals".
    private static HashSet<string>? Named(string value, IPolicyJudge judge)
    {
        if (JsonText.Document(value) is not { } document)
        {
            return [];
        }

        var audience = judge.AudienceOf(document);
        return !audience.Readable || audience.Anyone || !audience.Principals.All(IsPlain) ? null : audience.Principals.ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsPlain(string name) =>
        (name.Length == 12 && name.All(char.IsAsciiDigit))
        || (Arn.TryParse(name, out var arn) && arn.Service == "iam" && (arn.ResourceType is "user" or "role" || arn.Resource == "root") && !name.AsSpan().ContainsAny('*', '?'));

    private sealed record ReadLog(IPolicyJudge Judge, string Path, Holder Holder);

    private sealed record ReadPolicy(IPolicyJudge Judge, IReadOnlySet<string>? Names);

    /// <summary>One of them.</summary>
    /// <param name="Versions">Where each policy was set, and the users and roles it names by their ARN; null where it may speak of others besides, or cannot be read.</param>
    private sealed record Holder(EntityId Id, IReadOnlyList<(EventOrder At, IReadOnlySet<string>? Names)> Versions)
    {
        public bool MayConcern(EntityId principal, EstateAsOf estate) =>
            Versions.Any(version => !estate.IsBehind(version.At) && (version.Names is null || version.Names.Contains(principal.Value)));
    }
}
