using System.Collections.Immutable;
using CsCheck;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>Random worlds over a small vocabulary, so that statements often meet the request.</summary>
internal static class WorldGen
{
    private const string Here = "111111111111";
    private const string There = "222222222222";

    private static readonly string[] Principals =
    [
        $"arn:aws:iam::{Here}:user/team/ann", $"arn:aws:sts::{Here}:assumed-role/app/s1", $"arn:aws:iam::{Here}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
        $"arn:aws:sts::{Here}:assumed-role/app/s2",
    ];

    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "kms:Decrypt", "dynamodb:GetItem"];
    private static readonly string[] Resources =
    [
        "arn:aws:s3:::data/ann/x", "arn:aws:s3:::data/y", "arn:aws:kms:eu-west-1:111111111111:key/k1", "arn:aws:dynamodb:eu-west-1:111111111111:table/t",
    ];

    private static readonly Gen<string> ActionPattern = Pick.Of("*", "s3:*", "s3:Get*", "S3:GETOBJECT", "kms:Decrypt", "dynamodb:Get?tem", "kms:*", "*:GetObject", "s3:PutObject", "*");
    private static readonly Gen<string> ResourcePattern = Pick.Of(
        "*", "arn:aws:s3:::data/*", "arn:aws:s3:::data/${aws:username}/*", "arn:aws:s3:::da*/x", "arn:aws:s3:::*/y", "arn:*:kms:*:*:key/*", "arn:aws:dynamodb:*:111111111111:table/?", "arn:aws:s3*", "*", "*");

    private static readonly Gen<ConditionClause> Clause = Gen.Select(
        Pick.Of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringEqualsIfExists", "StringNotEqualsIfExists",
            "ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringNotEquals", "ForAnyValue:StringNotEquals", "Null", "Bool", "NumericLessThan", "BoolIfExists"),
        Pick.Of("aws:username", "aws:TagKeys", "aws:SecureTransport", "s3:max-keys"),
        Pick.Of("ann", "a*", "ANN", "b", "c?", "10", "20").Array[1, 2],
        Gen.Bool,
        (op, key, values, flag) =>
        {
            var bare = op.Replace("IfExists", "", StringComparison.Ordinal);
            ImmutableArray<string> vs = bare is "Null" or "Bool" ? [flag ? "true" : "false"] : bare is "NumericLessThan" ? [flag ? "10" : "20"] : [.. values];
            var k = bare switch { "Bool" => "aws:SecureTransport", "NumericLessThan" => "s3:max-keys", _ => key };
            return new ConditionClause(op, k, vs, "$");
        });

    private static Gen<PolicyDocument> Document(bool named, bool generous) => Gen.Select(
        Gen.Int[0, 3].SelectMany(n => Statement(named, generous).Array[generous ? n + 1 : n]),
        statements => new PolicyDocument("2012-10-17", [.. statements.Select((s, i) => s with { Index = i })])).Select(d => d);

    private static Gen<PolicyStatement> Statement(bool named, bool generous) => Gen.Select(
        Gen.Int[0, generous ? 9 : 5], ActionPattern.Array[1, 2], Gen.Int[0, 7], ResourcePattern.Array[1, 2], Gen.Int[0, 7], Clause.Array[0, 2], Principal(),
        Gen.Int[0, 3],
        (effect, actions, notAction, resources, notResource, clauses, principal, withConditions) => new PolicyStatement
        {
            Index = 0,
            Effect = effect == 0 ? PolicyEffect.Deny : PolicyEffect.Allow,
            Actions = generous && effect > 3 ? ["*"] : [.. actions],
            IsNotAction = notAction == 0,
            Resources = generous && effect > 3 ? ["*"] : [.. resources],
            IsNotResource = notResource == 0,
            Conditions = withConditions == 0 ? [.. clauses] : [],
            Principal = named ? principal : null,
        });

    private static Gen<PrincipalElement> Principal() => Gen.Select(
        Gen.Int[0, 8],
        Pick.Of("*", Here, $"arn:aws:iam::{Here}:root", $"arn:aws:iam::{There}:root", Principals[0], Principals[1], $"arn:aws:iam::{Here}:role/app", "*").Array[1, 2],
        (negated, names) => new PrincipalElement(negated == 0, [.. names.Select(n => new PrincipalEntry(PrincipalEntryKind.Aws, n))]));

    public static Gen<ReferenceWorld> World { get; } = Gen.Select(
        Pick.Of(Principals),
        Gen.Select(Gen.Int[0, 3], Pick.Of(Here, Here, There)),
        Gen.Select(Pick.Of<string?>(null, "ann", "b"), Pick.Of("ann", "b", "c1").Array[0, 2], Pick.Of<string?>(null, "true", "false"), Pick.Of<string?>(null, "5", "15")),
        Gen.Select(Document(false, false).Array[0, 3], Document(true, false).Array[1].Null(), Document(false, true).Array[1, 2].Null(), Document(false, true).Array[1].Null()),
        Gen.Select(Document(true, true).Array[1].Null(), Document(false, true).Array[1, 2].Array[0, 3], Document(true, true).Array[1].Array[0, 2]),
        (principal, target, context, own, outer) =>
        {
            var values = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
            if (context.Item1 is { } user) { values["aws:username"] = [user]; }
            if (context.Item2.Length > 0) { values["aws:TagKeys"] = context.Item2; }
            if (context.Item3 is { } tls) { values["aws:SecureTransport"] = [tls]; }
            if (context.Item4 is { } keys) { values["s3:max-keys"] = [keys]; }
            var role = principal.Contains(":role/", StringComparison.Ordinal) ? principal
                : principal.Contains("assumed-role", StringComparison.Ordinal) ? $"arn:aws:iam::{Here}:role/app" : null;
            return new ReferenceWorld(principal, role, Here, Actions[target.Item1], Resources[target.Item1], target.Item2, values,
                own.Item1, own.Item2, own.Item3, own.Item4, outer.Item1, outer.Item2, outer.Item3);
        });
}
