using System.Collections.Frozen;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>ARNs, ids and names that a resource will have, from what is planned for it. Security groups get their address for an id.</summary>
internal static class TerraformNames
{
    private static readonly FrozenDictionary<string, (string Name, Func<TerraformResource, string, string> Arn)> Arns = new Dictionary<string, (string, Func<TerraformResource, string, string>)>(StringComparer.Ordinal)
    {
        ["aws_iam_role"] = ("name", static (r, n) => $"arn:aws:iam::{r.Account}:role{Path(r)}{n}"),
        ["aws_iam_user"] = ("name", static (r, n) => $"arn:aws:iam::{r.Account}:user{Path(r)}{n}"),
        ["aws_iam_group"] = ("name", static (r, n) => $"arn:aws:iam::{r.Account}:group{Path(r)}{n}"),
        ["aws_iam_policy"] = ("name", static (r, n) => $"arn:aws:iam::{r.Account}:policy{Path(r)}{n}"),
        ["aws_iam_instance_profile"] = ("name", static (r, n) => $"arn:aws:iam::{r.Account}:instance-profile{Path(r)}{n}"),
        ["aws_s3_bucket"] = ("bucket", static (_, n) => $"arn:aws:s3:::{n}"),
        ["aws_lambda_function"] = ("function_name", static (r, n) => $"arn:aws:lambda:{r.Region}:{r.Account}:function:{n}"),
        ["aws_dynamodb_table"] = ("name", static (r, n) => $"arn:aws:dynamodb:{r.Region}:{r.Account}:table/{n}"),
        ["aws_sqs_queue"] = ("name", static (r, n) => $"arn:aws:sqs:{r.Region}:{r.Account}:{n}"),
        ["aws_sns_topic"] = ("name", static (r, n) => $"arn:aws:sns:{r.Region}:{r.Account}:{n}"),
        ["aws_secretsmanager_secret"] = ("name", static (r, n) => $"arn:aws:secretsmanager:{r.Region}:{r.Account}:secret:{n}"),
        ["aws_ssm_parameter"] = ("name", static (r, n) => $"arn:aws:ssm:{r.Region}:{r.Account}:parameter/{n.TrimStart('/')}"),
        ["aws_db_instance"] = ("identifier", static (r, n) => $"arn:aws:rds:{r.Region}:{r.Account}:db:{n}"),
        ["aws_rds_cluster"] = ("cluster_identifier", static (r, n) => $"arn:aws:rds:{r.Region}:{r.Account}:cluster:{n}"),
        ["aws_ecr_repository"] = ("name", static (r, n) => $"arn:aws:ecr:{r.Region}:{r.Account}:repository/{n}"),
        ["aws_kinesis_stream"] = ("name", static (r, n) => $"arn:aws:kinesis:{r.Region}:{r.Account}:stream/{n}"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(TerraformResource resource, string attribute)
    {
        var planned = resource.Deletes ? resource.Before : resource.After;
        if (resource.Type is "aws_security_group" or "aws_instance" or "aws_kms_key" or "aws_organizations_policy" or "aws_route_table")
        {
            var known = Text(resource.Before, attribute);
            return known ?? (attribute switch
            {
                "id" => resource.Type == "aws_organizations_policy" ? resource.Address : "planned:" + resource.Address,
                "arn" when resource.Type == "aws_kms_key" => $"arn:aws:kms:{resource.Region}:{resource.Account}:key/planned-{resource.Local}",
                "key_id" => $"arn:aws:kms:{resource.Region}:{resource.Account}:key/planned-{resource.Local}",
                "arn" when resource.Type == "aws_instance" => $"arn:aws:ec2:{resource.Region}:{resource.Account}:instance/planned-{resource.Local}",
                _ => null,
            });
        }

        if (!Arns.TryGetValue(resource.Type, out var form) || Text(planned, form.Name) is not { } name)
        {
            return null;
        }

        return attribute switch
        {
            "arn" => Text(planned, "arn") ?? form.Arn(resource, name),
            "id" => resource.Type is "aws_iam_policy" or "aws_sns_topic" or "aws_secretsmanager_secret" ? form.Arn(resource, name) : name,
            _ when attribute == form.Name => name,
            _ => null,
        };
    }

    private static string Path(TerraformResource resource) => Text(resource.After, "path") ?? "/";
}
