using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Attacks;

/// <summary>Nodes of an attack graph that are no single entity.</summary>
public static class AttackNodes
{
    private const string AdministratorPrefix = "aws:administrator:";

    public static EntityId Internet => EntityNames.Internet;

    /// <summary>Everything in an account: who reaches it is administrator there.</summary>
    public static EntityId Administrator(string account) => new(AdministratorPrefix + account);

    public static bool IsAdministrator(EntityId id) => id.Value.StartsWith(AdministratorPrefix, StringComparison.Ordinal);

    /// <summary>What a person calls it.</summary>
    public static string NameOf(EntityId id) => IsAdministrator(id) ? $"administrator of account {id.Value[AdministratorPrefix.Length..]}" : EntityNames.NameOf(id);
}
