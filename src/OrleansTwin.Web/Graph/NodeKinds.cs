using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Web.Text;

namespace OrleansTwin.Web.Graph;

/// <summary>Shapes and words of the incident graph, from <c>node-kinds.json</c>. A type that is not listed has the shape of no kind and its own name.</summary>
public sealed class NodeKinds
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static NodeKinds Default { get; } = Read();

    public Dictionary<string, NodeKind> Types { get; init; } = [];

    public Dictionary<string, string> Edges { get; init; } = [];

    public Dictionary<string, string> States { get; init; } = [];

    public NodeKind Of(string type) => Types.GetValueOrDefault(type) ?? new("other", PlainText.Of(type.Length == 0 ? "type not known" : type[(type.LastIndexOf(':') + 1)..], 40));

    public string EdgeWord(string kind) => Edges.GetValueOrDefault(kind, kind);

    public string StateWord(string state) => States.GetValueOrDefault(state, state);

    public static string CertaintyWord(Certainty certainty) => certainty switch
    {
        Certainty.Certain => "certain",
        Certainty.Possible => "possible",
        _ => "not known",
    };

    private static NodeKinds Read()
    {
        using var stream = typeof(NodeKinds).Assembly.GetManifestResourceStream("OrleansTwin.Web.Graph.node-kinds.json") ?? throw new InvalidOperationException("node-kinds.json is not embedded");
        return JsonSerializer.Deserialize<NodeKinds>(stream, Reading) ?? throw new InvalidOperationException("node-kinds.json is empty");
    }
}
