using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Response;

/// <summary>The guard rails (<c>Data/response-guards.json</c>): what may not be touched, how many must approve, how many actions an hour.</summary>
internal sealed record ResponseGuards(ProtectedRule[] Protected, int Approvals, int ApprovalsOfJewels, int ApprovalsOfWide, int ActionsAnHourMax)
{
    public static ResponseGuards Bundled { get; } = EmbeddedJson.Read<ResponseGuards>("response-guards.json");
}
