using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// How traffic of each network would be seen. A flow log on the network takes all of it; one on a subnet or interface takes a part, and the row
/// then names it and leaves the answer open.
/// </summary>
internal static class NetworkCoverage
{
    private const string NetworkType = "AWS::EC2::VPC";

    /// <param name="listed">Whether a snapshot listed the flow logs of the account and region.</param>
    public static IEnumerable<NetworkRow> Of(EstateAsOf estate, Func<string, string, bool> listed, LoggingKnowledge knowledge)
    {
        foreach (var id in estate.OfType(NetworkType))
        {
            var view = estate.View(id);
            var (account, region) = (id.AccountOf(), view.Region ?? (Arn.TryParse(id.Value, out var arn) ? arn.Region : string.Empty));
            var logs = Active(estate, id).ToList();
            var inside = estate.Referrers(id, RelationKind.InVpc).SelectMany(part => Active(estate, part)).Distinct().Order().ToList();
            var whole = logs.Where(log => estate.View(log).Value("trafficType") is null or "ALL" or "\"ALL\"").ToList();
            yield return whole.Count > 0
                ? new(id, account, region, knowledge.ClassOf(knowledge.FlowFiles.Seconds), $"flow log {EntityLabel.Of(whole[0])} records it; {knowledge.FlowFiles.Words}", [.. logs, .. inside], [])
                : logs.Count + inside.Count > 0
                    ? new(id, account, region, Sighting.Unknown, "only a part of its traffic is recorded: by flow logs on parts of it, or of accepted or rejected traffic alone", [.. logs, .. inside], [Create(id, region)])
                    : listed(account, region)
                        ? new(id, account, region, Sighting.NotAtAll, "the flow logs of the region were listed and none is on it", [], [Create(id, region)])
                        : new(id, account, region, Sighting.Unknown, "the flow logs of the region were not listed", [], [Ask(account, region)]);
        }
    }

    private static IEnumerable<EntityId> Active(EstateAsOf estate, EntityId of) =>
        estate.Referrers(of, RelationKind.Watches).Where(log => estate.View(log) is { Type: LogRows.FlowLogType, Life: EntityLife.Active }).Order();

    private static Advice Create(EntityId id, string region) => new(
        $"create a flow log of all traffic on {EntityLabel.Of(id)} to a bucket that is read here, as in: aws ec2 create-flow-logs --resource-type VPC --traffic-type ALL", null, null,
        region.Length == 0 ? null : $"in {region}; flow logs are charged by volume");

    private static Advice Ask(string account, string region) => new(
        $"ask for the flow logs of account {account}", region.Length == 0 ? null : BashCommand.Of(["aws", "ec2", "describe-flow-logs", "--region", region]));
}
