using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>An entity and what it is to an incident.</summary>
/// <param name="Role">usedKey, actor, foothold, changed, gained, exposed, account; target where a plan is asked for one entity.</param>
/// <param name="Facts">What only the incident's records say of it (the user of a key).</param>
/// <param name="Why">Why it is here, in words.</param>
/// <param name="Evidence">Events that say so.</param>
internal sealed record Involvement(string Role, EntityId Id, IReadOnlyDictionary<string, string> Facts, string Why, ValueArray<string> Evidence);
