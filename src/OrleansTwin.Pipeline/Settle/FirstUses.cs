using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// When the caller of an event first did what it did, as its baseline remembers: the first call of the action by the person or program
/// in the role, or the first use of a user's key, whichever is later. Null where the baseline does not say.
/// </summary>
internal static class FirstUses
{
    public static DateTimeOffset? Of(EventRecord record, IReadOnlyDictionary<EntityId, EntityState> states)
    {
        if (record.Actor.Id.Length == 0 || record.Actor.ViaService || !states.TryGetValue(new(record.Actor.Id), out var state))
        {
            return null;
        }

        var subject = CallObservations.SubjectOf(record.Actor);
        var action = First(state, subject, Dimension.Action, NormalizationStage.ActionOf(record.Cloud, record.Service, record.Action));
        if (action is not { } done || record.Actor.Type != ActorType.IamUser)
        {
            return action;
        }

        return First(state, subject, Dimension.Credential, record.Actor.Credential) is { } used && used > done ? used : done;
    }

    private static DateTimeOffset? First(EntityState state, string subject, Dimension dimension, string? value) =>
        value is not null && state.Baseline.ValuesOf(subject, dimension) is { } table && table.Values.TryGetValue(value, out var stat) ? stat.First.Time : null;
}
