using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Identities and their policies (Terraform AWS provider, <c>aws_iam_*</c>).</summary>
internal static class TerraformIam
{
    public static IEnumerable<KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>>> All
    {
        get
        {
            foreach (var kind in new[] { "user", "role", "group" })
            {
                yield return Of($"aws_iam_{kind}", r => Principal(r, kind));
                yield return Of($"aws_iam_{kind}_policy", r => [Inline(r, kind)]);
                yield return Of($"aws_iam_{kind}_policy_attachment", r => Attachment(r, kind));
            }

            yield return Of("aws_iam_policy", static r => [Managed(r)]);
            yield return Of("aws_iam_policy_attachment", static r => Everywhere(r));
            yield return Of("aws_iam_user_group_membership", static r => Groups(r));
            yield return Of("aws_iam_group_membership", static r => Users(r));
            yield return Of("aws_iam_instance_profile", static r => Profile(r));
            yield return Of("aws_iam_access_key", static r => [IamEdits.Keys(r.Account, r.Required("user"), r.Deletes ? -1 : 1)]);
            yield return Of("aws_iam_user_login_profile", static r => [IamEdits.Login(r.Account, r.Required("user"), !r.Deletes)]);
        }
    }

    private static KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>> Of(string type, Func<TerraformResource, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(type, read);

    private static IEnumerable<WhatIfEdit> Principal(TerraformResource r, string kind)
    {
        var who = new PrincipalRef(r.Account, kind, r.Required("name"));
        if (r.Deletes)
        {
            yield return IamEdits.Delete(who);
            yield break;
        }

        var trust = kind == "role" ? r.Policy("assume_role_policy", "trust of " + who.Name) : null;
        var boundary = kind == "group" ? null : r.Value("permissions_boundary") is { Length: > 0 } arn ? arn : null;
        if (r.Creates || r.Replaces)
        {
            yield return IamEdits.Create(who, TerraformNames.Of(r, "arn") ?? who.Arn, trust, boundary);
        }
        else
        {
            if (trust is not null)
            {
                yield return IamEdits.Trust(who, trust);
            }

            if (kind != "group")
            {
                yield return IamEdits.Boundary(who, boundary);
            }
        }

        foreach (var inline in Items(r.After, "inline_policy").Where(static i => Text(i, "policy") is { Length: > 0 }))
        {
            var name = Text(inline, "name") ?? "inline";
            yield return IamEdits.Inline(who, name, ChangeJson.Policy(inline, "policy", name));
        }

        foreach (var attached in r.IsUnknown("managed_policy_arns") ? [] : Strings(r.After, "managed_policy_arns"))
        {
            yield return IamEdits.Attach(who, attached, true);
        }
    }

    private static WhatIfEdit Inline(TerraformResource r, string kind)
    {
        var name = r.Value("name") ?? r.Address;
        return IamEdits.Inline(new(r.Account, kind, r.Required(kind)), name, r.Deletes ? null : r.Policy("policy", name));
    }

    private static IEnumerable<WhatIfEdit> Attachment(TerraformResource r, string kind)
    {
        if (r.Replaces && Text(r.Before, kind) is { } was && Text(r.Before, "policy_arn") is { } old)
        {
            yield return IamEdits.Attach(new(r.Account, kind, was), old, false);
        }

        yield return IamEdits.Attach(new(r.Account, kind, r.Required(kind)), r.Required("policy_arn"), !r.Deletes);
    }

    private static WhatIfEdit Managed(TerraformResource r)
    {
        var arn = r.Told("arn") ?? throw new ChangeProblem("its name is known only after apply");
        return IamEdits.Managed(r.Account, arn, r.Deletes ? null : r.Policy("policy", arn[(arn.LastIndexOf('/') + 1)..]));
    }

    private static IEnumerable<WhatIfEdit> Everywhere(TerraformResource r)
    {
        var arn = r.Required("policy_arn");
        foreach (var kind in new[] { "user", "role", "group" })
        {
            foreach (var name in Strings(r.Before, kind + "s").Except(r.Deletes ? [] : r.Values(kind + "s"), StringComparer.Ordinal))
            {
                yield return IamEdits.Attach(new(r.Account, kind, name), arn, false);
            }

            foreach (var name in r.Deletes ? [] : r.Values(kind + "s"))
            {
                yield return IamEdits.Attach(new(r.Account, kind, name), arn, true);
            }
        }
    }

    private static IEnumerable<WhatIfEdit> Groups(TerraformResource r)
    {
        var (user, now) = (r.Required("user"), r.Deletes ? [] : r.Values("groups"));
        return Strings(r.Before, "groups").Except(now, StringComparer.Ordinal).Select(g => IamEdits.Membership(r.Account, user, g, false)).Concat(now.Select(g => IamEdits.Membership(r.Account, user, g, true)));
    }

    private static IEnumerable<WhatIfEdit> Users(TerraformResource r)
    {
        var (group, now) = (r.Required("group"), r.Deletes ? [] : r.Values("users"));
        return Strings(r.Before, "users").Except(now, StringComparer.Ordinal).Select(u => IamEdits.Membership(r.Account, u, group, false)).Concat(now.Select(u => IamEdits.Membership(r.Account, u, group, true)));
    }

    private static IEnumerable<WhatIfEdit> Profile(TerraformResource r)
    {
        var arn = r.Told("arn") ?? throw new ChangeProblem("its name is known only after apply");
        if (Text(r.Before, "role") is { } was && (r.Deletes || was != r.Value("role")))
        {
            yield return IamEdits.Profile(r.Account, arn, was, false);
        }

        if (!r.Deletes && r.Value("role") is { Length: > 0 } role)
        {
            yield return IamEdits.Profile(r.Account, arn, role, true);
        }
    }
}
