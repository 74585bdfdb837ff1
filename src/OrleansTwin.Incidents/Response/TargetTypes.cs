using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// What an entity may be called as a target: its type in the twin; what its id tells (an identity only seen acting has no other type); for a
/// Google name service and collection (<c>iam.googleapis.com/serviceAccounts</c>); for others their first two words (<c>entra:user</c>).
/// </summary>
internal static class TargetTypes
{
    public static IEnumerable<string> Of(EntityId id, ResponseWorld world)
    {
        if (world.ViewOf(id)?.Type is { Length: > 0 } known)
        {
            yield return known;
        }

        if (EntityTypes.Of(id) is var type && type != EntityTypes.Unknown)
        {
            yield return type;
        }

        if (GcpResourceName.TryParse(id.Value, out var google) && google.Path.Split('/') is [.., var collection, _])
        {
            yield return $"{google.Service}/{collection}";
        }

        if (id.Value.Split(':') is [var vendor, var kind, _, ..])
        {
            yield return $"{vendor}:{kind}";
        }
    }
}
