using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Ids;

namespace OrleansTwin.Normalization.Mentions;

/// <summary>
/// Looks through a call of unknown meaning for ARNs and ids that tell their type. Names are no mentions: without the call's meaning
/// nobody knows of what they are the name.
/// </summary>
internal sealed class MentionScan(EntityTypes types)
{
    /// <summary>Most mentions kept of one event; in the order of the record.</summary>
    public const int MentionsMax = 20;

    private const int DepthMax = 64;
    private const int ShortestId = 10;

    public (ImmutableArray<Target> Targets, bool Unreadable) Of(CloudEvent source)
    {
        var found = new List<Target>();
        var partition = Partitions.Of(source.Actor.Arn, source.Region);
        var readable = Scan(source.Resources, source, partition, found)
            & Scan(source.Request, source, partition, found)
            & Scan(source.Response, source, partition, found)
            & Scan(source.ServiceDetails, source, partition, found);
        return ([.. found], !readable);
    }

    /// <summary>All an unknown write tells: that these are spoken of.</summary>
    public static ImmutableArray<ResourceChange> Refer(CloudEvent source, ImmutableArray<Target> targets, string action, EventPhase phase) =>
    [
        .. targets.Select(target => new ResourceChange
        {
            Entity = new(target.Id, target.Id.Kind, target.Type),
            At = new(source.Time.UtcTicks, phase, source.Id),
            Kind = ChangeKind.Refer,
            Basis = KnowledgeBasis.Referenced,
            Action = action,
            Actor = new(source.Actor.Id),
        }),
    ];

    private bool Scan(ReadOnlyMemory<byte> json, CloudEvent source, string partition, List<Target> found)
    {
        if (json.Length < ShortestId || found.Count >= MentionsMax)
        {
            return true;
        }

        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (reader.Read() && found.Count < MentionsMax)
            {
                if (reader.TokenType == JsonTokenType.String && MayBeId(reader.ValueSpan))
                {
                    Mention(reader.GetString()!, source, partition, found);
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MayBeId(ReadOnlySpan<byte> text) =>
        text.Length >= ShortestId && text.Length <= Arn.LengthMax && (text.StartsWith("arn:"u8) || (text.Length <= 40 && text.Contains((byte)'-')));

    private void Mention(string text, CloudEvent source, string partition, List<Target> found)
    {
        if (types.Find(text, partition, source.Region, source.Account) is { } entity && !found.Exists(t => t.Id == entity.Id))
        {
            found.Add(new(entity.Id, entity.Type, TargetRole.Mentioned));
        }
    }
}
