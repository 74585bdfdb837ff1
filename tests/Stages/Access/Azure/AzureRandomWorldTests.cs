using CsCheck;
using OrleansTwin.Access.Azure;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Azure;

public sealed class AzureRandomWorldTests
{
    private const string Group = "/subscriptions/sub-a/resourceGroups/g1";
    private const string Account = Group + "/providers/Microsoft.Storage/storageAccounts/s1";
    private static readonly string[] Operations = ["Microsoft.Storage/storageAccounts/read", "Microsoft.Storage/storageAccounts/write", "Microsoft.Compute/virtualMachines/start/action", "Microsoft.Storage/storageAccounts/blobs/read"];

    private static readonly Gen<string> Pattern = Pick.Of("*", "*/read", "Microsoft.Storage/*", "microsoft.storage/*/READ", "Microsoft.Storage/storageAccounts/write", "Microsoft.Compute/*", "*/storageAccounts/*");
    private static readonly Gen<string> Scope = Pick.Of("/", "/subscriptions/SUB-A", Group, "/subscriptions/sub-a/resourceGroups/G", Account, Account.ToUpperInvariant(), "/subscriptions/sub-b",
        "/providers/Microsoft.Management/managementGroups/m1", "/providers/Microsoft.Management/managementGroups/m2", "/providers/Microsoft.Management/managementGroups/m3");

    private static readonly Gen<string> Principal = Pick.Of("ann", "Ann", "bob", "group-1", "group-2", "group-3");

    private static readonly Gen<AzureReferencePermission> Permission = Gen.Select(
        Pattern.Array[0, 2], Pattern.Array[0, 1], Pattern.Array[0, 2], Pattern.Array[0, 1], (a, n, d, e) => new AzureReferencePermission(a, n, d, e));

    private static readonly Gen<AzureReferenceCondition> Condition = Gen.Select(
        Pattern, Pick.Of("x", "y"),
        Pick.Of("ForAnyOfAnyValues:StringEquals", "ForAllOfAnyValues:StringEqualsIgnoreCase", "ForAnyOfAllValues:StringNotEquals", "ForAllOfAllValues:StringStartsWith", "ForAnyOfAnyValues:StringStartsWith"),
        Pick.Of("a", "A", "ab", "b").Array[1, 2], (action, attribute, op, values) => new AzureReferenceCondition(action, attribute, op, values));

    private static readonly Gen<AzureReferenceAssignment> Assignment = Gen.Select(
        Principal, Gen.Int[0, 2], Scope, Condition.Null(), Gen.Int[0, 4], (p, r, s, c, e) => new AzureReferenceAssignment(p, r, s, c, e == 0));

    private static readonly Gen<AzureReferenceDenial> Denial = Gen.Select(
        Pick.Of("ann", "bob", "group-1", "group-2", "00000000-0000-0000-0000-000000000000").Array[1, 2], Principal.Array[0, 1], Scope, Gen.Bool, Permission,
        (p, e, s, here, permission) => new AzureReferenceDenial(p, e, s, here, permission));

    private static readonly Gen<AzureReferenceWorld> World = Gen.Select(
        Gen.Select(Pick.Of(Operations), Gen.Bool, Pick.Of(Account, Group, "/subscriptions/sub-a")),
        Pick.Of("a", "A", "ab", "b").Array[1, 2].Array[2],
        Pick.Of("ann", "bob", "group-1", "group-2", "group-3").Array[0, 2].Array[3],
        Pick.Of<string?>(null, "m1", "m2", "m3").Array[2],
        Permission.Array[1, 2].Array[3], Assignment.Array[0, 5], Denial.Array[0, 4],
        (request, values, groups, parents, roles, assignments, denials) => new AzureReferenceWorld(
            request.Item1, request.Item2, request.Item3, new() { ["x"] = values[0], ["y"] = values[1] },
            new(StringComparer.OrdinalIgnoreCase) { ["group-1"] = groups[0], ["group-2"] = groups[1], ["group-3"] = groups[2] },
            // A subscription hangs at m1, m2 or m3; m1 may hang at m2 or m3, m2 at m3: no cycle.
            new() { ["sub-a"] = parents[0] ?? "m1", ["m1"] = parents[1] is "m2" or "m3" ? parents[1] : null, ["m2"] = parents[0] == "m3" ? "m3" : null, ["m3"] = null },
            roles, assignments, denials));

    [Fact]
    public void Given_RandomWorlds_When_Decided_Then_TheAnswerIsTheReferences()
    {
        var outcomes = new int[3];
        World.Sample(world =>
        {
            var expected = AzureReferenceDecider.Decide(world);
            var actual = AzureDecideCase.Answer(world.Line(), AzureRoleCatalogue.Empty);
            Assert.Equal(expected, actual.Decision.Outcome.ToString());
            Interlocked.Increment(ref outcomes[(int)actual.Decision.Outcome]);
        }, iter: 4_000);
        Assert.All(outcomes, static o => Assert.True(o > 200, $"{o} of one outcome"));
    }

    [Fact]
    public void Given_AHiddenAttribute_When_Decided_Then_ADefiniteAnswerIsTheTrueOne()
    {
        var open = 0;
        Gen.Select(World, Pick.Of("x", "y")).Sample((world, hidden) =>
        {
            var seen = AzureDecideCase.Answer(world.Line(hidden), AzureRoleCatalogue.Empty).Decision;
            if (seen.Outcome.ToString() == "Undetermined")
            {
                Interlocked.Increment(ref open);
                Assert.Contains($"@Resource[{hidden}]", seen.Missing);
            }
            else
            {
                Assert.Equal(AzureReferenceDecider.Decide(world), seen.Outcome.ToString());
            }
        }, iter: 2_000);
        Assert.True(open > 20, $"{open} left open");
    }
}
