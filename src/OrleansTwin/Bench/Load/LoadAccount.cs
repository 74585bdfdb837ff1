using System.Globalization;

namespace OrleansTwin.Bench.Load;

/// <summary>
/// One account of the load: so many roles, each with a key and some with an address of their own, and so many resources. What stands
/// past the known ones is seen first during the run.
/// </summary>
internal sealed class LoadAccount
{
    private const int RolesMin = 2;
    private const int RolesAnAddress = 2;
    private static readonly int Kinds = Enum.GetValues<LoadKind>().Length;

    private readonly int _newPercent;

    public LoadAccount(int index, int entities, BenchScenario scenario)
    {
        _newPercent = scenario.NewPercent;
        Number = (100_000_000_000L + (index * 7_919L)).ToString(CultureInfo.InvariantCulture);
        var roles = Math.Max(RolesMin, entities * scenario.RolePercent / 100);
        KnownRoles = Math.Max(RolesMin, Known(roles));
        Resources = Math.Max(Kinds, entities - (2 * roles) - (roles / RolesAnAddress) - 1);
        KnownResources = Known(Resources);
        NextResource = KnownResources;
        Roles = new(KnownRoles, 1.1);
    }

    public string Number { get; }

    public int Resources { get; }

    public int KnownResources { get; }

    public int KnownRoles { get; }

    /// <summary>Roles by how busy they are.</summary>
    public Zipf Roles { get; }

    /// <summary>First resource not seen yet.</summary>
    public int NextResource { get; private set; }

    /// <summary>Resources that should have been seen at a part of the run.</summary>
    public int DueResources(double progress) => KnownResources + (int)Math.Ceiling((Resources - KnownResources) * progress);

    public LoadTarget TakeNext() => Target(NextResource++);

    public LoadTarget Target(int resource) => new(Number, (LoadKind)(resource % Kinds), resource);

    /// <summary>A seen resource of a kind.</summary>
    public LoadTarget Pick(LoadKind kind, ulong random)
    {
        var ofKind = Math.Max(1, (NextResource - (int)kind + Kinds - 1) / Kinds);
        return Target((int)(random % (ulong)ofKind * (ulong)Kinds) + (int)kind);
    }

    public string RoleArn(int role) => string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::{Number}:role/app-{role}");

    /// <summary>Where a role calls from: two roles share an address of documentation range 198.18.0.0/15 (RFC 2544).</summary>
    public string AddressOf(int role)
    {
        var place = (uint)((role / RolesAnAddress) + (long.Parse(Number, CultureInfo.InvariantCulture) % 65_536));
        return string.Create(CultureInfo.InvariantCulture, $"198.{18 + (place >> 16 & 1)}.{place >> 8 & 255}.{place & 255}");
    }

    private int Known(int all) => all - (all * _newPercent / 100);
}
