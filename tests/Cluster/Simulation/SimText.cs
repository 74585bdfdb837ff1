using System.Text;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>Inputs and effects in a line each.</summary>
internal static class SimText
{
    public static string Of(ShardInput<SimRecord, SimState> input) => input switch
    {
        ShardInput<SimRecord, SimState>.Offered offered => $"Offered {Records(offered.Records)}",
        ShardInput<SimRecord, SimState>.BatchApplied applied => $"BatchApplied {applied.Batch} {string.Join(' ', applied.Entities)}",
        _ => input.ToString(),
    };

    public static string Of(ShardEffect<SimRecord, SimState> effect) => effect switch
    {
        ShardEffect<SimRecord, SimState>.ApplyBatch apply => $"ApplyBatch {apply.Batch} {Records(apply.Records)}",
        ShardEffect<SimRecord, SimState>.Refused refused => $"Refused {refused.Reason} {Records(refused.Records)}",
        ShardEffect<SimRecord, SimState>.AcknowledgePositions acknowledge => $"AcknowledgePositions {string.Join(' ', acknowledge.Units)}",
        ShardEffect<SimRecord, SimState>.WriteCut write => Cut(write.Cut),
        _ => effect.ToString(),
    };

    private static string Records(IReadOnlyList<ShardRecord<SimRecord>> records) =>
        string.Join(' ', records.Select(static record => $"[{record.Value.Id:x} of {record.Origin.Unit}{record.Origin.Sender}#{record.Origin.Index} hour {record.Hour} {record.History} {record.Value.Poison}]"));

    private static string Cut(ShardCut<SimState> cut)
    {
        var text = new StringBuilder($"WriteCut {cut.Number}");
        foreach (var row in cut.ToWrite(static state => state.Encode()).Rows)
        {
            text.Append($" {row.Table}/{row.Key}={(row.Value is not { } value ? "-" : value.Span.StartsWith("{"u8) ? Encoding.UTF8.GetString(value.Span) : Convert.ToHexStringLower(value.Span))}");
        }

        return text.ToString();
    }
}
