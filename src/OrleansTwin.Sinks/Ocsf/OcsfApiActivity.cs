using OrleansTwin.Model.Events;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF class API Activity (6003): one call as a log recorded it. Activities: 1 Create, 2 Read, 3 Update, 4 Delete.</summary>
internal sealed record OcsfApiActivity
{
    private const int Class = 6003;
    private const int NotKnown = 0;
    private const int Success = 1;
    private const int Failure = 2;
    private const int Informational = 1;

    public int CategoryUid { get; } = 6;

    public int ClassUid { get; } = Class;

    public required int ActivityId { get; init; }

    public int TypeUid => (Class * 100) + ActivityId;

    public required long Time { get; init; }

    public int SeverityId { get; } = Informational;

    public required int StatusId { get; init; }

    public string? StatusCode { get; init; }

    public required OcsfMetadata Metadata { get; init; }

    public required OcsfCloud Cloud { get; init; }

    public required OcsfActor Actor { get; init; }

    public required OcsfApi Api { get; init; }

    public OcsfEndpoint? SrcEndpoint { get; init; }

    public OcsfHttpRequest? HttpRequest { get; init; }

    public IReadOnlyList<OcsfUid>? Resources { get; init; }

    public static OcsfApiActivity Of(EventRecord record) => new()
    {
        ActivityId = record.ReadOnly == true ? 2 : record.Phase switch { EventPhase.Create => 1, EventPhase.Read => 2, EventPhase.Delete => 4, _ => 3 },
        Time = record.Time.ToUnixTimeMilliseconds(),
        StatusId = record.Outcome switch { Outcome.Success => Success, Outcome.Unknown => NotKnown, _ => Failure },
        StatusCode = record.ErrorCode,
        Metadata = OcsfMetadata.Of(record.Id),
        Cloud = OcsfCloud.Of(record.Cloud, record.Account, record.Region),
        Actor = OcsfActor.Of(record.Actor),
        Api = new(record.Action, new(record.Service), record.ErrorCode is null ? null : new(record.ErrorCode)),
        SrcEndpoint = OcsfEndpoint.Of(record.SourceIp),
        HttpRequest = record.UserAgent is null ? null : new(record.UserAgent),
        Resources = record.Targets.Select(static target => new OcsfUid(target.Id.Value, target.Type)).ToList() is { Count: > 0 } resources ? resources : null,
    };
}
