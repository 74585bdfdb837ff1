using Orleans;

namespace OrleansTwin.Model.Ids;

/// <summary>An entity as an event names it: id, kind and type (CloudFormation's name for AWS, the ARM type for Azure, the asset type for GCP).</summary>
[GenerateSerializer, Immutable, Alias("ot.eref")]
public sealed record EntityRef(
    [property: Id(0)] EntityId Id,
    [property: Id(1)] EntityKind Kind,
    [property: Id(2)] string Type,
    [property: Id(3)] Cloud Cloud = Cloud.Aws);
