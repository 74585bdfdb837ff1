using OrleansTwin.Demo.Scenario;

namespace OrleansTwin.Bench.Load;

/// <summary>
/// The load of one scenario and seed: accounts with their entities, and the calls in them. Drawing again with the same seed gives the
/// same calls.
/// </summary>
internal sealed class LoadWorld
{
    private const int DeniedPerMille = 10;
    private const int NotablePerMille = 1;
    private const int PerMille = 1_000;
    private const int RolesPercent = 10;

    private static readonly LoadKind[] DataKinds = [LoadKind.Bucket, LoadKind.Table, LoadKind.Function];
    private static readonly int Kinds = Enum.GetValues<LoadKind>().Length;

    private readonly BenchScenario _scenario;
    private readonly DemoRandom _random;
    private readonly Zipf _accounts;

    public LoadWorld(BenchScenario scenario, ulong seed)
    {
        _scenario = scenario;
        _random = new DemoRandom(seed).Fork("load");
        _accounts = new(scenario.Accounts, scenario.AccountSkew);
        Accounts = [.. Enumerable.Range(0, scenario.Accounts).Select(index => new LoadAccount(index, (int)(scenario.Entities * _accounts.ShareOf(index)), scenario))];
    }

    public IReadOnlyList<LoadAccount> Accounts { get; }

    /// <summary>An account for the next call or object.</summary>
    public LoadAccount NextAccount() => IsHot() ? Accounts[0] : Accounts[_accounts.Of(_random.Next())];

    /// <summary>Number of records of an object, 20 to 400, small ones more often (log-uniform), as delivered objects are.</summary>
    public int NextObjectSize() => (int)(20 * Math.Pow(20, (_random.Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>Each known entity once: a role makes a resource, a role makes a role.</summary>
    public static IEnumerable<LoadCall> Known(LoadAccount account)
    {
        for (var resource = 0; resource < Math.Max(account.KnownResources, account.KnownRoles); resource++)
        {
            var role = resource % account.KnownRoles;
            if (resource < account.KnownResources)
            {
                var target = account.Target(resource);
                yield return new(account, role, LoadApis.Creates[(int)target.Kind], target, Denied: false);
            }

            if (resource < account.KnownRoles)
            {
                yield return new(account, resource, LoadApis.Reads[resource % Kinds], account.Target(resource % Kinds), Denied: false);
            }
        }
    }

    /// <summary>The next call of an account, at a part of the run from 0 to 1.</summary>
    public LoadCall NextCall(LoadAccount account, double progress)
    {
        var role = _scenario.HotPercent > 0 && ReferenceEquals(account, Accounts[0]) ? 0 : account.Roles.Of(_random.Next());
        if (_random.Between(1, 100) <= _scenario.WritePercent)
        {
            return Write(account, role, progress);
        }

        if (_random.Between(1, PerMille) <= NotablePerMille)
        {
            // Roles are given everything far more seldom than groups are opened.
            var notable = LoadApis.Notable[_random.Chance(RolesPercent) ? 1 : 2 * _random.Between(0, 1)];
            return new(account, role, notable, account.Pick(LoadKind.SecurityGroup, _random.Next()), Denied: false);
        }

        var kind = (LoadKind)_random.Between(0, Kinds - 1);
        return new(account, role, LoadApis.Reads[(int)kind], account.Pick(kind, _random.Next()), _random.Between(1, PerMille) <= DeniedPerMille);
    }

    private LoadCall Write(LoadAccount account, int role, double progress)
    {
        if (account.NextResource < account.Resources && account.NextResource < account.DueResources(progress))
        {
            var made = account.TakeNext();
            return new(account, role, LoadApis.Creates[(int)made.Kind], made, Denied: false);
        }

        if (_random.Between(1, 100) <= _scenario.DataWritePercent)
        {
            var store = DataKinds[_random.Between(0, DataKinds.Length - 1)];
            return new(account, role, LoadApis.DataWrites[(int)store]!, account.Pick(store, _random.Next()), Denied: false);
        }

        var kind = (LoadKind)_random.Between(0, Kinds - 1);
        return new(account, role, LoadApis.Changes[(int)kind], account.Pick(kind, _random.Next()), Denied: false);
    }

    private bool IsHot() => _scenario.HotPercent > 0 && _random.Chance(_scenario.HotPercent);
}
