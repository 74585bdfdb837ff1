using System.Collections.Immutable;

namespace OrleansTwin.Access.Abilities;

/// <summary>A kind of resource and the abilities over it.</summary>
/// <param name="Type">Service and type.</param>
/// <param name="DataStore">It holds data that someone may want to steal.</param>
/// <param name="Match">Pattern of the ARNs of known resources.</param>
/// <param name="Sets">Its abilities.</param>
public sealed record AbilityKind(string Type, bool DataStore, string Match, ImmutableArray<AbilitySet> Sets);
