using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// Whether a caller works from where and with what it always does. In a role that somebody takes rarely, the role's own past is short: there the
/// network tells, where the same session name has worked in any role for long. An intruder may choose the name, but hardly the network.
/// </summary>
internal sealed class Whereabouts(SurpriseWorld world)
{
    private Dictionary<(string Block, string Who), long>? _firsts;

    public bool IsAsAlways(EventRecord record)
    {
        if (record.Actor.Id.Length == 0 || !world.States.TryGetValue(new(record.Actor.Id), out var state))
        {
            return false;
        }

        return Ways.Of(state, world.SubjectOf(record.Actor), world.Context, record.Order) is { } ways
            ? !ways.IsNewAgent(record.UserAgent) && (!ways.IsNewAddress(record.SourceIp) || IsPlaceOf(record))
            : IsPlaceOf(record);
    }

    /// <summary>The session name, or the user, was seen in the network of the address long before.</summary>
    private bool IsPlaceOf(EventRecord record)
    {
        _firsts ??= FirstsOf();
        return record.SourceIp is { } address
            && _firsts.TryGetValue((BlockOf(address), WhoOf(record.Actor.Session, record.Actor.Id)), out var first)
            && first <= record.Time.UtcTicks - (world.Context.Options.Thresholds.UsualDays * TimeSpan.TicksPerDay);
    }

    private Dictionary<(string Block, string Who), long> FirstsOf()
    {
        var firsts = new Dictionary<(string Block, string Who), long>();
        foreach (var (id, state) in world.States)
        {
            if (id.Kind != EntityKind.Address || state.Baseline.ValuesOf(string.Empty, Dimension.Principal) is not { } users)
            {
                continue;
            }

            var block = BlockOf(id.Value[EntityId.AddressPrefix.Length..]);
            foreach (var (principal, stat) in users.Values)
            {
                var key = (block, WhoOf(stat.Context.Session, principal));
                firsts[key] = firsts.TryGetValue(key, out var known) ? Math.Min(known, stat.First.Ticks) : stat.First.Ticks;
            }
        }

        return firsts;
    }

    private static string WhoOf(string? session, string principal) => session is { Length: > 0 } ? session : principal;

    private static string BlockOf(string address) => AddressSpace.Neighbourhood(address) ?? address;
}
