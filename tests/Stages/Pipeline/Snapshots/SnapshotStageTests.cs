using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Pipeline.Snapshots;

namespace OrleansTwin.Tests.Stages.Pipeline.Snapshots;

/// <summary>A snapshot is state before, or at a time: it is known whole, nobody did it, and what logs tell later goes over it.</summary>
public sealed class SnapshotStageTests
{
    private const string Role = "arn:aws:iam::111122223333:role/app";
    private const string Details = """
        {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","RoleId":"AROA1","Arn":"arn:aws:iam::111122223333:role/app",
        "AssumeRolePolicyDocument":{"Statement":[]},"InstanceProfileList":[],"RolePolicyList":[],"AttachedManagedPolicies":[{"PolicyName":"A","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}]}]}
        """;

    [Fact]
    public void Given_a_snapshot_without_a_time_When_settled_Then_the_entity_is_known_whole_and_was_never_seen_acting()
    {
        var role = View(Records(Details, null), Role);

        Assert.Equal((EntityLife.Active, KnowledgeBasis.Snapshot, true), (role.State, role.Knowledge.Basis, role.Knowledge.Complete));
        Assert.Null(role.FirstSeen);
        Assert.Null(role.Knowledge.AsOf);
        Assert.Contains(role.Relations, static relation => relation.Kind == RelationKind.HasPolicy && relation.To.Value.EndsWith("/AdministratorAccess", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_snapshot_at_a_time_When_settled_Then_it_is_a_reset_at_that_time()
    {
        var early = Details.Replace("AdministratorAccess", "ReadOnlyAccess", StringComparison.Ordinal);
        var view = View([.. Records(early, null), .. Records(Details, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero))], Role);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), view.Knowledge.AsOf);
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", Assert.Single(view.Relations, static relation => relation.Kind == RelationKind.HasPolicy).To.Value);
    }

    [Fact]
    public void Given_the_same_snapshot_twice_When_prepared_Then_its_records_are_the_same()
    {
        Assert.Equal(Records(Details, null).Select(static record => record.Fingerprint), Records(Details, null).Select(static record => record.Fingerprint));
    }

    [Fact]
    public void Given_several_answers_on_one_bucket_When_prepared_Then_they_are_one_record()
    {
        var lists = new SnapshotLists();
        lists.Add("111122223333/s3-list-buckets.json", """{"Buckets":[{"Name":"sales"}]}""");
        lists.Add("111122223333/s3-get-bucket-policy/sales.json", """{"Policy":"{\"Statement\":[]}"}""");
        lists.Add("111122223333/s3-get-public-access-block/sales.json", """{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}""");
        List<string> problems = [];

        var record = Assert.Single(SnapshotStage.Prepare(lists, null, problems));

        Assert.Empty(problems);
        var change = Assert.Single(Assert.Single(record.Contributions).Changes);
        Assert.Equal(["policy", "publicAccessBlock"], change.Attributes.Select(static attribute => attribute.Path).Order(StringComparer.Ordinal));
        Assert.False(change.Whole);
    }

    [Fact]
    public void Given_a_thing_whose_region_nothing_tells_When_prepared_Then_it_is_left_out_and_said()
    {
        var lists = new SnapshotLists();
        lists.Add("x/ec2-describe-vpcs.json", """{"Vpcs":[{"VpcId":"vpc-1","OwnerId":"111122223333","CidrBlock":"10.0.0.0/16"}]}""");
        List<string> problems = [];

        Assert.Empty(SnapshotStage.Prepare(lists, null, problems));
        Assert.Contains("the region is not told", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static IReadOnlyList<PreparedEvent> Records(string details, DateTimeOffset? at)
    {
        var lists = new SnapshotLists();
        lists.Add("details.json", details);
        List<string> problems = [];
        var records = SnapshotStage.Prepare(lists, at, problems);
        Assert.Empty(problems);
        return records;
    }

    private static EntityView View(IEnumerable<PreparedEvent> records, string id)
    {
        var config = new RunConfig();
        var result = LocalEngine.Run(records, StageBinding.Stages(config), ShardId.DefaultTenant);
        var settled = SettledStage.Settle(result.Worlds, StageBinding.Views(config), config.Intel);
        Assert.Equal(0, result.Counts.Read + result.Counts.Applied + result.Counts.Duplicates);
        Assert.Empty(settled.Events);
        return Assert.Single(settled.Entities, entity => entity.Id.Value == id);
    }
}
