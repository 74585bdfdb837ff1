using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// What an elastic address is attached to and where a route leads. Calls that end an attachment or a route name neither side, only the
/// association or the destination; so both are entities of their own, which the call deletes, and are looked through here.
/// Source: EC2 API Reference, DisassociateAddress and DeleteRoute.
/// </summary>
public static class NetworkAttachments
{
    private const string ElasticType = "AWS::EC2::EIP";
    private const string AssociationType = "AWS::EC2::EIPAssociation";
    private const string RouteType = "AWS::EC2::Route";

    /// <summary>Elastic addresses attached to an instance, interface or gateway, directly or by an association.</summary>
    public static IEnumerable<EntityId> ElasticAddressesOf(EstateAsOf estate, EntityId holder) =>
        estate.Referrers(holder, RelationKind.AttachedTo)
            .SelectMany(from => estate.View(from).Type switch
            {
                ElasticType => [from],
                AssociationType => estate.RelationsOf(from, RelationKind.PartOf).Select(static relation => relation.To),
                _ => Enumerable.Empty<EntityId>(),
            })
            .Distinct();

    /// <summary>Where the routes of a table lead.</summary>
    public static IEnumerable<EntityId> RouteTargetsOf(EstateAsOf estate, EntityId table) =>
        estate.Referrers(table, RelationKind.PartOf)
            .Where(from => estate.View(from).Type == RouteType)
            .Prepend(table)
            .SelectMany(from => estate.RelationsOf(from, RelationKind.RoutesTo))
            .Select(static relation => relation.To)
            .Distinct();
}
