using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Tells the estate's own accounts from others.</summary>
internal static class Foreign
{
    /// <summary>The account is neither the resource's own nor one the config names as the estate's.</summary>
    public static bool Is(string account, EntityId resource, ImpactScene scene) => Is(account, HomeOf(resource, scene), scene.Context);

    public static bool Is(string account, string? home, ImpactContext context) =>
        account.Length > 0 && account != "aws" && account != home && !context.OwnAccounts.Contains(account);

    public static string? HomeOf(EntityId resource, ImpactScene scene) =>
        scene.After.View(resource).Account ?? scene.Change.Account ?? (resource.AccountOf() is { Length: > 0 } account ? account
            : scene.Change.Actor is { IsNone: false } actor && actor.AccountOf() is { Length: > 0 } acting ? acting
            : null);
}
