using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Events;

/// <summary>
/// One record, read: the envelope as values (strings interned per reader), the service's own parts as raw slices of the
/// reader's buffer. One object a record, none a field. It never leaves the process; <see cref="EventRecord"/> does.
/// </summary>
public sealed class CloudEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public RecordFormat Format { get; init; }

    public Cloud Cloud { get; init; }

    /// <summary>The account that recorded the event: its home shard.</summary>
    public required string Account { get; init; }

    public string Region { get; init; } = string.Empty;

    /// <summary>API name as recorded, for example <c>CreateFunction20150331</c>; the catalogue strips version suffixes.</summary>
    public required string Action { get; init; }

    /// <summary>Event source as recorded, for example <c>ec2.amazonaws.com</c>.</summary>
    public required string Service { get; init; }

    public EventCategory Category { get; init; }

    /// <summary>Null where the record does not say.</summary>
    public bool? ReadOnly { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>A real client address, else null (service names and <c>AWS Internal</c> are no origin).</summary>
    public string? SourceIp { get; init; }

    /// <summary>The address field as recorded where it is no address.</summary>
    public string? SourceName { get; init; }

    public string? UserAgent { get; init; }

    public string? VpcEndpointId { get; init; }

    public string? VpcEndpointAccount { get; init; }

    public Outcome Outcome { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Joins two accounts' records of one call; no duplicate.</summary>
    public string? SharedEventId { get; init; }

    /// <summary>The record is a truncated copy (fields omitted): a complete copy replaces it.</summary>
    public bool Truncated { get; init; }

    /// <summary>The reason of a CloudTrail addendum, if this record is one: it replaces the fields of the event with the same id.</summary>
    public string? Addendum { get; init; }

    public SourcePosition Position { get; init; } = new(string.Empty, 0);

    /// <summary>Raw JSON value of <c>requestParameters</c>; empty when absent or null.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>Raw JSON value of <c>responseElements</c>.</summary>
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>Raw JSON value of <c>additionalEventData</c>.</summary>
    public ReadOnlyMemory<byte> Additional { get; init; }

    /// <summary>Raw JSON value of <c>resources</c>.</summary>
    public ReadOnlyMemory<byte> Resources { get; init; }

    /// <summary>Raw JSON value of <c>serviceEventDetails</c>.</summary>
    public ReadOnlyMemory<byte> ServiceDetails { get; init; }

    /// <summary>The whole record, raw.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    public FlowRecord? Flow { get; init; }

    /// <summary>
    /// What the record itself says it is about, for formats whose records name resources (all but CloudTrail), most important first.
    /// What the call means for them is the catalogue's matter.
    /// </summary>
    public ValueArray<Target> Named { get; init; }

    /// <summary>Which part of an operation the record tells.</summary>
    public OperationPart Part { get; init; }

    /// <summary>What the record says as another product's finding, or null.</summary>
    public VendorFinding? Finding { get; init; }

    /// <summary>Name of the mapping that read it (<c>gcp-audit</c>, <c>okta</c>), or empty.</summary>
    public string Mapping { get; init; } = string.Empty;

    /// <summary>The log that detection rules are bound to (<c>gcp.audit</c>, <c>azure.activitylogs</c>), or null for none.</summary>
    public string? RuleLog { get; init; }
}
