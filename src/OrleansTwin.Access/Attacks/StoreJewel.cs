using System.Collections.Immutable;
using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Attacks;

/// <summary>The jewel that a store of a snapshot is, by the same rules as in a twin.</summary>
internal static class StoreJewel
{
    // Kinds as abilities call them, and as CloudFormation does.
    private static readonly (string Kind, string Type)[] Types =
    [
        ("dynamodb:table", "AWS::DynamoDB::Table"), ("s3:bucket", "AWS::S3::Bucket"), ("rds:db", "AWS::RDS::DBInstance"), ("rds:cluster", "AWS::RDS::DBCluster"),
        ("secretsmanager:secret", "AWS::SecretsManager::Secret"), ("kms:key", "AWS::KMS::Key"), ("ssm:parameter", "AWS::SSM::Parameter"),
    ];

    public static CrownJewel? Of(SnapshotStore store, JewelConfig config)
    {
        var kind = AbilityCatalogue.Bundled.KindOf(store.Arn)?.Type;
        var view = new ConfigView { Type = Types.FirstOrDefault(t => t.Kind == kind).Type ?? string.Empty };
        if (store.Tags.Count > 0)
        {
            var elements = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, store.Tags.Select(static t => KeyValuePair.Create(t.Key, (string?)t.Value)));
            view = view with { Attributes = view.Attributes.Add("tags", new("tags", null, elements, true, false, default, default)) };
        }

        return JewelStage.Of(new EntityId(store.Arn), view, config);
    }
}
