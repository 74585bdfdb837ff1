using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Story;

/// <summary>The type of an entity that has no view, from its id, as far as the id tells (CloudFormation names).</summary>
internal static class EntityTypes
{
    public const string Address = "address";
    public const string Credential = "credential";
    public const string Account = "account";
    public const string Unknown = "unknown";

    public static string Of(EntityId id)
    {
        var text = id.Value ?? string.Empty;
        if (text.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal))
        {
            return Address;
        }

        if (text.StartsWith(EntityId.AccessKeyPrefix, StringComparison.Ordinal))
        {
            return Credential;
        }

        if (text.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal))
        {
            return Account;
        }

        if (EntityAlias.Of(id).Value.StartsWith("aws:instance:", StringComparison.Ordinal))
        {
            return "AWS::EC2::Instance";
        }

        return Arn.TryParse(text, out var arn) ? OfArn(arn) : AzureResourceId.TryParse(text, out var azure) ? azure.Type : Unknown;
    }

    private static string OfArn(Arn arn) => (arn.Service, arn.ResourceType) switch
    {
        ("iam", "user") => "AWS::IAM::User",
        ("iam", "role") => "AWS::IAM::Role",
        ("iam", "group") => "AWS::IAM::Group",
        ("iam", "policy") => "AWS::IAM::ManagedPolicy",
        ("iam", "instance-profile") => "AWS::IAM::InstanceProfile",
        ("dynamodb", "table") => "AWS::DynamoDB::Table",
        ("s3", _) => arn.Resource.Contains('/', StringComparison.Ordinal) ? "AWS::S3::Object" : "AWS::S3::Bucket",
        ("secretsmanager", "secret") => "AWS::SecretsManager::Secret",
        ("ssm", "parameter") => "AWS::SSM::Parameter",
        ("kms", "key") => "AWS::KMS::Key",
        ("lambda", "function") => "AWS::Lambda::Function",
        ("ec2", "security-group") => "AWS::EC2::SecurityGroup",
        ("ec2", "snapshot") => "AWS::EC2::Snapshot",
        ("ec2", "volume") => "AWS::EC2::Volume",
        ("rds", "db") => "AWS::RDS::DBInstance",
        ("rds", "cluster") => "AWS::RDS::DBCluster",
        ("cloudtrail", "trail") => "AWS::CloudTrail::Trail",
        _ => Unknown,
    };
}
