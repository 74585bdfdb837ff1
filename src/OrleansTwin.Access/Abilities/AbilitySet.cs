using System.Collections.Immutable;

namespace OrleansTwin.Access.Abilities;

/// <summary>A set of actions that together mean one ability, such as read, on one kind of resource.</summary>
/// <param name="Name">read, list, write, admin, invoke, shell, assume, pass.</param>
/// <param name="Asks">The resource to ask for, with <c>{arn}</c> for the known one.</param>
/// <param name="All">Pattern of every resource of the kind.</param>
/// <param name="Actions">Any one of these gives the ability.</param>
public sealed record AbilitySet(string Name, string Asks, string All, ImmutableArray<string> Actions);
