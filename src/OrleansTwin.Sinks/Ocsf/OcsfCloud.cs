using OrleansTwin.Model.Ids;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>cloud</c> (cloud profile).</summary>
internal sealed record OcsfCloud(string Provider, OcsfUid? Account, string? Region)
{
    public static OcsfCloud Of(Cloud cloud, string account, string region) =>
        new(cloud.ToString().ToUpperInvariant(), account.Length == 0 ? null : new(account), region.Length == 0 ? null : region);
}
