using System.Text.Json;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>How steps become records, from <c>Data/drill.json</c>; checked when loaded.</summary>
public sealed class DrillKnowledge
{
    private const string Resource = "drill.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static DrillKnowledge Current { get; } = Load();

    /// <summary>Address of the one who acts.</summary>
    public required string Address { get; init; }

    /// <summary>Client of the one who acts.</summary>
    public required string Agent { get; init; }

    /// <summary>Event ids of a drill begin with it.</summary>
    public required string MarkPrefix { get; init; }

    /// <summary>Minutes from one step to the next.</summary>
    public required int MinutesBetween { get; init; }

    public required IReadOnlyList<DrillAct> Steps { get; init; }

    public required IReadOnlyList<DrillAct> Stores { get; init; }

    public required IReadOnlyList<DrillCall> Calls { get; init; }

    public required IReadOnlyList<DrillFill> Fills { get; init; }

    public DrillAct? StepOf(string kind) => Steps.FirstOrDefault(step => step.Kind == kind);

    public DrillAct? StoreOf(string type) => Stores.FirstOrDefault(store => store.Types!.Contains(type, StringComparer.Ordinal));

    public DrillCall? CallOf(string call) => Calls.FirstOrDefault(one => one.Call == call);

    private static DrillKnowledge Load()
    {
        using var stream = typeof(DrillKnowledge).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"`{Resource}` is not in the assembly");
        var read = JsonSerializer.Deserialize<DrillKnowledge>(stream, Options) ?? throw new InvalidOperationException($"`{Resource}` is empty");
        var missing = read.Steps.Concat(read.Stores).SelectMany(static act => act.Calls).Where(call => read.CallOf(call) is null).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"`{Resource}` has no record of {string.Join(", ", missing)}");
        }

        return read;
    }
}
