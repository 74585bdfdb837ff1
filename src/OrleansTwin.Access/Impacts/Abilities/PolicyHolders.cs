using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// The stores of a kind that have a policy of their own, by whole logs, and whom each policy speaks of. Made once for as long as none of
/// their logs changes; as of an earlier position, those that changed behind it are looked at again.
/// </summary>
internal sealed class PolicyHolders
{
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<EntityId, ChangeLog>, PolicyHolders> Known = [];

    private static readonly ConditionalWeakTable<ChangeLog, ReadLog> Read = [];

    private readonly IPolicyJudge _judge;

    private PolicyHolders(ImmutableSortedDictionary<EntityId, ChangeLog> logs, StoreKind kind, IPolicyJudge judge)
    {
        _judge = judge;
        All = [.. logs.Select(pair => OfLog(pair.Key, pair.Value, kind, judge))];
    }

    // One log changes at a time: the others are as they were read last.
    private static Holder OfLog(EntityId id, ChangeLog log, StoreKind kind, IPolicyJudge judge)
    {
        var read = Read.GetValue(log, log => new(judge, Holder.Of(id, ConfigFold.AsOf(log, EventOrder.Latest), kind, judge)));
        return ReferenceEquals(read.Judge, judge) ? read.Holder : Holder.Of(id, ConfigFold.AsOf(log, EventOrder.Latest), kind, judge);
    }

    /// <summary>In ordinal order of ids.</summary>
    public IReadOnlyList<Holder> All { get; }

    public static PolicyHolders Of(ImmutableSortedDictionary<EntityId, ChangeLog> logs, StoreKind kind, IPolicyJudge judge)
    {
        var known = Known.GetValue(logs, logs => new(logs, kind, judge));
        return ReferenceEquals(known._judge, judge) ? known : new(logs, kind, judge);
    }

    private sealed record ReadLog(IPolicyJudge Judge, Holder Holder);

    /// <summary>One of them.</summary>
    /// <param name="LastAt">Position of the last word of it.</param>
    /// <param name="Names">Users and roles that the policy names by their ARN; null where it may speak of others besides, or cannot be read.</param>
    internal sealed record Holder(EntityId Id, EventOrder LastAt, IReadOnlySet<string>? Names)
    {
        public bool MayConcern(EntityId principal) => Names is null || Names.Contains(principal.Value);

        public static Holder Of(EntityId id, ConfigView view, StoreKind kind, IPolicyJudge judge) =>
            new(id, view.LastAt ?? EventOrder.Latest, NamesOf(StoreDocument.Of(view, kind.Policy!).Json, judge));

        // The root of an account, or its number, leaves it to the identity's own policies: alone it lets nobody in.
        // Source: IAM User Guide, "AWS account principals".
        private static HashSet<string>? NamesOf(string? document, IPolicyJudge judge)
        {
            if (document is null)
            {
                return [];
            }

            var audience = judge.AudienceOf(document);
            return !audience.Readable || audience.Anyone || !audience.Principals.All(IsPlain) ? null : audience.Principals.ToHashSet(StringComparer.Ordinal);
        }

        private static bool IsPlain(string name) =>
            (name.Length == 12 && name.All(char.IsAsciiDigit))
            || (Arn.TryParse(name, out var arn) && arn.Service == "iam" && (arn.ResourceType is "user" or "role" || arn.Resource == "root") && !name.AsSpan().ContainsAny('*', '?'));
    }
}
