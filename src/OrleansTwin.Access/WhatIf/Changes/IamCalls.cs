using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Calls of IAM.</summary>
internal static class IamCalls
{
    public static IEnumerable<KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>>> All
    {
        get
        {
            foreach (var (kind, word) in new[] { ("user", "User"), ("role", "Role"), ("group", "Group") })
            {
                yield return Of($"iam:Put{word}Policy", c => [IamEdits.Inline(Who(c, kind), Required(c.Request, "policyName"), Policy(c.Request, "policyDocument", Required(c.Request, "policyName")))]);
                yield return Of($"iam:Delete{word}Policy", c => [IamEdits.Inline(Who(c, kind), Required(c.Request, "policyName"), null)]);
                yield return Of($"iam:Attach{word}Policy", c => [IamEdits.Attach(Who(c, kind), Required(c.Request, "policyArn"), true)]);
                yield return Of($"iam:Detach{word}Policy", c => [IamEdits.Attach(Who(c, kind), Required(c.Request, "policyArn"), false)]);
                yield return Of($"iam:Put{word}PermissionsBoundary", c => [IamEdits.Boundary(Who(c, kind), Required(c.Request, "permissionsBoundary"))]);
                yield return Of($"iam:Delete{word}PermissionsBoundary", c => [IamEdits.Boundary(Who(c, kind), null)]);
                yield return Of($"iam:Create{word}", c => [Create(c, kind)]);
                yield return Of($"iam:Delete{word}", c => [IamEdits.Delete(Who(c, kind))]);
            }

            yield return Of("iam:UpdateAssumeRolePolicy", static c => [IamEdits.Trust(Who(c, "role"), Policy(c.Request, "policyDocument", "trust of " + Required(c.Request, "roleName")))]);
            yield return Of("iam:CreatePolicy", static c => [Managed(c, Nested(c.Response, "policy", "arn") ?? $"arn:aws:iam::{c.Account}:policy/{Required(c.Request, "policyName")}")]);
            yield return Of("iam:CreatePolicyVersion", static c => Flag(c.Request, "setAsDefault") ? [Managed(c, Required(c.Request, "policyArn"))] : []);
            yield return Of("iam:DeletePolicy", static c => [IamEdits.Managed(c.Account, Required(c.Request, "policyArn"), null)]);
            yield return Of("iam:SetDefaultPolicyVersion", static c => [Version(c)]);
            yield return Of("iam:AddUserToGroup", static c => [IamEdits.Membership(c.Account, Required(c.Request, "userName"), Required(c.Request, "groupName"), true)]);
            yield return Of("iam:RemoveUserFromGroup", static c => [IamEdits.Membership(c.Account, Required(c.Request, "userName"), Required(c.Request, "groupName"), false)]);
            yield return Of("iam:AddRoleToInstanceProfile", static c => [IamEdits.Profile(c.Account, Profile(c), Required(c.Request, "roleName"), true)]);
            yield return Of("iam:RemoveRoleFromInstanceProfile", static c => [IamEdits.Profile(c.Account, Profile(c), Required(c.Request, "roleName"), false)]);
            yield return Of("iam:CreateAccessKey", static c => [IamEdits.Keys(c.Account, Required(c.Request, "userName"), 1)]);
            yield return Of("iam:DeleteAccessKey", static c => [IamEdits.Keys(c.Account, Required(c.Request, "userName"), -1)]);
            yield return Of("iam:CreateLoginProfile", static c => [IamEdits.Login(c.Account, Required(c.Request, "userName"), true)]);
            yield return Of("iam:DeleteLoginProfile", static c => [IamEdits.Login(c.Account, Required(c.Request, "userName"), false)]);
        }
    }

    private static KeyValuePair<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>> Of(string call, Func<LoggedCall, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(call, read);

    private static PrincipalRef Who(LoggedCall call, string kind) => new(call.Account, kind, Required(call.Request, kind + "Name"));

    private static WhatIfEdit Create(LoggedCall call, string kind)
    {
        var who = Who(call, kind);
        var trust = kind == "role" ? Policy(call.Request, "assumeRolePolicyDocument", "trust of " + who.Name) : null;
        return IamEdits.Create(who, Nested(call.Response, kind, "arn") ?? $"arn:aws:iam::{call.Account}:{kind}{Text(call.Request, "path") ?? "/"}{who.Name}", trust, Text(call.Request, "permissionsBoundary"));
    }

    private static WhatIfEdit Managed(LoggedCall call, string arn) => IamEdits.Managed(call.Account, arn, Policy(call.Request, "policyDocument", arn[(arn.LastIndexOf('/') + 1)..]));

    private static WhatIfEdit Version(LoggedCall call)
    {
        var (arn, version) = (Required(call.Request, "policyArn"), Required(call.Request, "versionId"));
        return new(arn, $"version {version} of {arn} is in force", world =>
        {
            var known = world.Account(call.Account)?.Policies.FirstOrDefault(p => p.Arn == arn);
            var chosen = known is { VersionsKnown: true } ? known.OtherVersions.FirstOrDefault(v => v.Name.EndsWith(" " + version, StringComparison.Ordinal)) : null;
            return chosen is null ? EditOutcome.NotKnown($"version {version} of {arn} was not seen") : IamEdits.Managed(call.Account, arn, chosen).Apply(world);
        });
    }

    private static string Profile(LoggedCall call) => $"arn:aws:iam::{call.Account}:instance-profile/{Required(call.Request, "instanceProfileName")}";
}
