using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>A principal touches an established crown-jewel store for the first time. The value of the target is the second sign that lifts novelty above low.</summary>
internal static class StorePrincipals
{
    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        if (scope.Context.JewelOf(scope.Id) is not { } jewel)
        {
            yield break;
        }

        foreach (var (principal, stat) in scope.FirstSeen(string.Empty, Dimension.Principal))
        {
            var established = BehaviorStage.Established(scope.State, string.Empty, stat.First, scope.Context.Options);
            if (!established.Holds || principal.StartsWith(EntityId.ServicePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var known = scope.Baseline.ValuesOf(string.Empty, Dimension.Principal)!.Values.Values.Count(other => other.First < stat.First);
            yield return new Draft
            {
                Rule = RuleIds.NewPrincipal,
                Position = stat.First,
                Anchor = principal,
                Novelty = Novelty.Subject,
                Dimension = "principal",
                Observed = $"{Draft.Cut(principal)} by {Draft.Cut(stat.Context.Action)}",
                Expected = FormattableString.Invariant($"one of {known} principals known to this store"),
                Window = established.Text,
                Text = FormattableString.Invariant($"{Draft.Cut(principal)} touched the crown jewel {scope.Id.Value} for the first time ({Draft.Cut(stat.Context.Action)}); {known} principals were known, {established.Text}. It counts as a jewel because {Draft.Cut(jewel.Why)}."),
                Actor = stat.Context with { Principal = principal },
                Related = [new EntityId(principal)],
                Evidence = [stat.First.EventId],
            }.Make(scope);
        }
    }
}
