using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Recognition;

/// <summary>Signs and word lists (<c>Data/recognition.json</c>).</summary>
internal sealed record RecognitionKnowledge(IdentitySign[] Signs, string[] BrowserAgents, string[] DeployAgents, string[] SdkAgents, string[] CiIssuers, int Enough, int Lead, int Sure)
{
    public static RecognitionKnowledge Current { get; } = EmbeddedJson.Read<RecognitionKnowledge>("recognition.json");
}
