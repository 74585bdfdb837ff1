using System.Globalization;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>What a set of records covers and what it cannot show.</summary>
public static class CoverageStage
{
    private const int GapTextMax = 400;
    private const int AccountsNamedMax = 6;

    // Docs: "SCP evaluation", "Resource control policies", AWS Organizations User Guide. See docs/decisions/0003.
    /// <summary>The policies that every statement about access in AWS takes for granted.</summary>
    public static BlindSpot ControlPolicies { get; } = new(
        "Control policies of the organization (SCP, RCP)",
        "logs of an account do not hold them and this version does not evaluate them; they are taken to allow, so access that is told here may in fact be denied by one",
        "ask the management account: aws organizations list-policies-for-target, once for SERVICE_CONTROL_POLICY and once for RESOURCE_CONTROL_POLICY");

    public static string NameOf(RecordFormat source, string account) => $"{source} of {account}";

    // Data events are off by default (AWS CloudTrail User Guide, "Logging data events"): that none came says nothing of reads.
    /// <summary>What these accounts did not log at all, as far as the records tell.</summary>
    public static IEnumerable<BlindSpot> BlindSpots(IReadOnlyList<ShardWorld> worlds, IReadOnlySet<string> accounts)
    {
        var aws = worlds.Where(world => world.Shard.Cloud == Cloud.Aws && accounts.Contains(world.Shard.Account)).ToList();
        var names = aws.Select(static world => world.Shard.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var silent = names.Where(account => !Any(account, static count => count.DataEvents > 0)).ToList();
        if (silent.Count > 0)
        {
            yield return new(
                $"reads and writes of what is stored (objects, items) and calls of functions in {Accounts(silent)}",
                "no data event was in the input; they are off by default",
                "log data events of S3, DynamoDB and Lambda in a trail's event selectors");
        }

        var flowless = names.Where(account => !Any(account, static count => count.Source == RecordFormat.VpcFlow)).ToList();
        if (flowless.Count > 0)
        {
            yield return new(
                $"network traffic in {Accounts(flowless)}",
                "no flow record was in the input",
                "create flow logs of the networks (ec2:CreateFlowLogs) and read them here");
        }

        bool Any(string account, Func<SourceCount, bool> holds) => aws.Any(world => world.Shard.Account == account && world.Sources.Counts.Any(holds));
    }

    /// <summary>Each source of each account, with the times of its first and last record and its gaps.</summary>
    public static IReadOnlyList<EvidenceSource> Sources(IReadOnlyList<ShardWorld> worlds, IReadOnlyList<SourceGap> gaps) =>
        [.. worlds.SelectMany(static world => world.Sources.Counts.Select(count => (Name: NameOf(count.Source, world.Shard.Account), Count: count)))
            .GroupBy(static one => one.Name, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => new EvidenceSource
            {
                Name = group.Key,
                From = new DateTimeOffset(group.Min(static one => one.Count.FirstTicks), TimeSpan.Zero),
                To = new DateTimeOffset(group.Max(static one => one.Count.LastTicks), TimeSpan.Zero),
                Gaps = gaps.Where(gap => gap.Source == group.Key).Select(static gap => HostileText.Plain(gap.ToString(), GapTextMax)).ToValueArray(),
            })];

    /// <summary>How many records came of each account.</summary>
    public static IEnumerable<ReportLine> Accounts(IReadOnlyList<ShardWorld> worlds) =>
        worlds.GroupBy(static world => world.Shard.Account, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => Line(group.Key, group.SelectMany(static world => world.Sources.Counts.Select(count => (world.Shard.Account, count)))));

    /// <summary>How many records came of each region.</summary>
    public static IEnumerable<ReportLine> Regions(IReadOnlyList<ShardWorld> worlds) =>
        worlds.SelectMany(static world => world.Sources.Counts.Select(count => (world.Shard.Account, count)))
            .GroupBy(static one => one.count.Region, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => Line(group.Key.Length == 0 ? "no region named" : group.Key, group));

    private static string Accounts(List<string> names)
    {
        var more = names.Count > AccountsNamedMax ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - AccountsNamedMax} more") : string.Empty;
        return $"account{(names.Count == 1 ? string.Empty : "s")} {string.Join(", ", names.Take(AccountsNamedMax))}{more}";
    }

    private static ReportLine Line(string name, IEnumerable<(string Account, SourceCount Count)> counts)
    {
        var bySource = counts.GroupBy(static one => one.Count.Source).OrderBy(static group => group.Key)
            .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(static one => one.Count.Events)} {group.Key} records"));
        return new($"{name}: {string.Join(", ", bySource)}", counts.Select(static one => NameOf(one.Count.Source, one.Account)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray());
    }
}
