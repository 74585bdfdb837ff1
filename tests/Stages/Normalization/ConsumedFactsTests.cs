using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>
/// Attribute names, values and relations that later stages ask for are those the catalogue gives: for each, a case gives it.
/// A stage that reads a name nobody writes would be silent for ever.
/// </summary>
public sealed class ConsumedFactsTests
{
    private static readonly Lazy<IReadOnlyList<ResourceChange>> Given = new(static () =>
    {
        var normalizer = new Normalizer(ApiCatalogue.Embedded);
        return [.. CatalogueCase.All().SelectMany(item => normalizer.Normalize(ReadRecord.Of(item.Record)).Changes)];
    });

    /// <summary>What code of Access, Detection and Twin reads by a name of its own.</summary>
    [Theory]
    [InlineData("AWS::IAM::User", "inlinePolicies")]
    [InlineData("AWS::IAM::Role", "inlinePolicies")]
    [InlineData("AWS::IAM::Group", "inlinePolicies")]
    [InlineData("AWS::IAM::Role", "trustPolicy")]
    [InlineData("AWS::IAM::ManagedPolicy", "document")]
    [InlineData("AWS::IAM::User", "loginProfile")]
    [InlineData("AWS::EC2::SecurityGroup", "ingress")]
    [InlineData("AWS::EC2::Instance", "publicIp")]
    [InlineData("AWS::EC2::EIP", "publicIp")]
    [InlineData("AWS::EC2::RouteTable", "routes")]
    [InlineData("AWS::EC2::RouteTable", "main")]
    [InlineData("AWS::S3::Bucket", "tags")]
    public void Given_an_attribute_that_code_reads_When_cases_are_normalized_Then_one_gives_it(string type, string attribute) =>
        Assert.Contains(Given.Value, change => change.Entity.Type == type && change.Attributes.Any(a => a.Path == attribute));

    [Theory]
    [InlineData("AWS::IAM::User", RelationKind.MemberOf)]
    [InlineData("AWS::IAM::User", RelationKind.HasPolicy)]
    [InlineData("AWS::IAM::Role", RelationKind.HasPolicy)]
    [InlineData("AWS::IAM::Group", RelationKind.HasPolicy)]
    [InlineData("AWS::IAM::Role", RelationKind.BoundedBy)]
    [InlineData("AWS::IAM::User", RelationKind.HasCredential)]
    [InlineData("AWS::Organizations::Account", RelationKind.HasCredential)]
    [InlineData("AWS::IAM::InstanceProfile", RelationKind.ContainsRole)]
    [InlineData("AWS::EC2::Instance", RelationKind.HasInstanceProfile)]
    [InlineData("AWS::EC2::Instance", RelationKind.InSecurityGroup)]
    [InlineData("AWS::EC2::Instance", RelationKind.InSubnet)]
    [InlineData("AWS::EC2::Subnet", RelationKind.InVpc)]
    [InlineData("AWS::EC2::RouteTable", RelationKind.InVpc)]
    [InlineData("AWS::EC2::VPCEndpoint", RelationKind.InVpc)]
    [InlineData("AWS::EC2::Route", RelationKind.PartOf)]
    [InlineData("AWS::EC2::Route", RelationKind.RoutesTo)]
    [InlineData("AWS::EC2::SubnetRouteTableAssociation", RelationKind.PartOf)]
    [InlineData("AWS::EC2::SubnetRouteTableAssociation", RelationKind.AttachedTo)]
    [InlineData("AWS::EC2::EIPAssociation", RelationKind.PartOf)]
    [InlineData("AWS::EC2::EIPAssociation", RelationKind.AttachedTo)]
    [InlineData("AWS::EC2::NetworkInterface", RelationKind.AttachedTo)]
    [InlineData("AWS::EC2::NatGateway", RelationKind.Uses)]
    [InlineData("AWS::EC2::Snapshot", RelationKind.SharedWith)]
    [InlineData("AWS::Lambda::Function", RelationKind.RunsAs)]
    public void Given_a_relation_that_code_follows_When_cases_are_normalized_Then_one_gives_it(string type, RelationKind kind) =>
        Assert.Contains(Given.Value, change => change.Entity.Type == type && change.Relations.Any(r => r.Kind == kind));

    [Fact]
    public void Given_the_rules_of_impacts_When_cases_are_normalized_Then_each_rule_is_called_by_one()
    {
        var silent = ImpactKnowledge.Default.Rules.Where(static rule => !Given.Value.Any(change => rule.Concerns(change.Entity.Type) && Calls(rule, change))).Select(static rule => rule.Id);

        Assert.Empty(silent);
    }

    [Fact]
    public void Given_the_ways_of_exposure_When_cases_are_normalized_Then_their_attributes_are_given()
    {
        var kinds = EmbeddedYaml.Read<Dictionary<string, List<ExposureKind>>>("Exposures/Data/exposure-kinds.yaml")["kinds"];
        var missing = kinds.SelectMany(static kind => new[] { kind.Attribute, kind.Flag, kind.Guard }.OfType<string>().Where(path => !Gives(kind.Types, path)).Select(path => $"{string.Join('/', kind.Types)} {path}"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Given_the_stores_and_signs_of_jewels_When_cases_are_normalized_Then_their_attributes_are_given()
    {
        var policies = AbilityKnowledge.Default.Stores.Where(static store => store.Policy is not null && !Gives([store.Type], store.Policy)).Select(static store => $"{store.Type} {store.Policy}");
        var signs = JewelSigns.Default;
        var facts = signs.Facts.Where(static fact => fact.Attributes.Count > 0).Where(fact => !fact.Attributes.Exists(path => Gives([.. signs.Stores.Keys], path))).Select(static fact => fact.Why);

        Assert.Empty(policies.Concat(facts));
    }

    private static bool Gives(IReadOnlyCollection<string> types, string path) =>
        Given.Value.Any(change => types.Contains(change.Entity.Type) && change.Attributes.Any(a => a.Path == path));

    private static bool Calls(ImpactRule rule, ResourceChange change) =>
        rule.Life is not null ? change.Kind == ChangeKind.Delete
        : rule.Relation is not null ? change.Relations.Any(r => r.Kind == Enum.Parse<RelationKind>(rule.Relation))
        : change.Attributes.Any(a => a.Path == rule.Attribute && Bad(rule, a));

    // A value rule must meet a value it calls bad, or the attribute's end where that is what it looks for.
    private static bool Bad(ImpactRule rule, AttributeChange attribute) =>
        rule.Bad.Count == 0 ? !rule.BadWhenGone || attribute.Op == AttributeOp.Remove
        : rule.Member is null && !rule.Anywhere ? attribute.Value is { } value && rule.Bad.Contains(value)
        : JsonText.Scalars(attribute.Value, rule.Member).Any(rule.Bad.Contains);
}
