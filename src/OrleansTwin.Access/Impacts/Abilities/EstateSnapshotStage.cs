using System.Collections.Immutable;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// The identities of one account of the estate as of a position, as the <see cref="AccountSnapshot"/> that escalation and who-can questions
/// take. What was not seen stands as a policy that could not be read, so answers on it are unknown. No kind of workload counts as complete.
/// </summary>
public static class EstateSnapshotStage
{
    private const string Inline = "inlinePolicies";

    public static AccountSnapshot Of(string account, EstateAsOf estate) => new()
    {
        Account = account,
        Users = [.. Present("AWS::IAM::User", account, estate).Select(id => User(id, estate))],
        Groups = [.. Present("AWS::IAM::Group", account, estate).Select(id => new SnapshotGroup(id.Value, NameOf(id), Inlines(id, estate), Attached(id, estate)))],
        Roles = [.. Present("AWS::IAM::Role", account, estate).Select(id => Role(id, estate))],
        Policies = [.. Present("AWS::IAM::ManagedPolicy", account, estate).Select(id => Policy(id, estate))],
        Workloads = [.. Workloads(account, estate)],
    };

    private static IEnumerable<EntityId> Present(string type, string account, EstateAsOf estate) =>
        estate.OfType(type).Where(id => id.AccountOf() == account && Arn.TryParse(id.Value, out _));

    private static SnapshotUser User(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var groups = view.RelationsOf(RelationKind.MemberOf).Select(static r => NameOf(r.To)).Order(StringComparer.Ordinal);
        var keys = view.RelationsOf(RelationKind.HasCredential).Count();
        return new(id.Value, NameOf(id), [.. groups], Inlines(id, estate), Attached(id, estate))
        {
            Boundary = Boundary(view),
            AccessKeys = view.CreatedAt is null && !view.WholeBySnapshot ? null : keys,
            HasLoginProfile = view.Attribute("loginProfile") is { Known: true } profile ? profile.Value is not (null or "false")
                : view.CreatedAt is null && !view.WholeBySnapshot ? null
                : false,
            Tags = Tags(view),
        };
    }

    private static SnapshotRole Role(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var trust = view.Attribute("trustPolicy") is { Known: true } attribute ? Compiled($"trust policy of {NameOf(id)}", attribute.Value) : null;
        return new(id.Value, NameOf(id), trust, Inlines(id, estate), Attached(id, estate), [.. estate.Referrers(id, RelationKind.ContainsRole).Select(static profile => profile.Value)])
        {
            Boundary = Boundary(view),
            Tags = Tags(view),
        };
    }

    private static SnapshotPolicy Policy(EntityId id, EstateAsOf estate) =>
        new(id.Value, estate.View(id).Attribute("document") is { Known: true } document ? Compiled(NameOf(id), document.Value) : null, default);

    private static ImmutableArray<NamedPolicy> Inlines(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var policies = ImmutableArray.CreateBuilder<NamedPolicy>();
        if (view.CreatedAt is null && !view.WholeBySnapshot)
        {
            policies.Add(new($"policies of {NameOf(id)} before it was first seen", null));
        }

        if (view.Attribute(Inline) is { } inline)
        {
            if (Hidden.Is(inline, id, estate))
            {
                policies.Add(new($"inline policies of {NameOf(id)}", null));
            }

            policies.AddRange(inline.Elements.Select(static pair => new NamedPolicy(pair.Key, Compiled(pair.Key, pair.Value))));
        }

        return policies.ToImmutable();
    }

    private static IEnumerable<Workload> Workloads(string account, EstateAsOf estate)
    {
        foreach (var id in estate.Estate.All.Where(id => id.AccountOf() == account && Arn.TryParse(id.Value, out _)))
        {
            var view = estate.View(id);
            if (view.Life == EntityLife.Deleted || view.LastAt is null || RunAsStage.IsPrincipal(id, view.Type) || !RunAsStage.Acts(id, estate))
            {
                continue;
            }

            var arn = Arn.Parse(id.Value);
            foreach (var chain in RunAsStage.Of(id, estate).DefaultIfEmpty(new(null, [], null)))
            {
                yield return new(id.Value, $"{arn.Service}:{arn.ResourceType}", chain.Principal?.Value, ImmutableDictionary<string, string>.Empty);
            }
        }
    }

    private static CompiledPolicy? Compiled(string name, string? json) =>
        PolicyShape.Document(json) is { } text && PolicyReader.Read(text).Document is { } document ? CompiledPolicy.Compile(name, document) : null;

    private static ImmutableArray<string> Attached(EntityId id, EstateAsOf estate) =>
        [.. estate.RelationsOf(id, RelationKind.HasPolicy).Select(static r => r.To.Value).Order(StringComparer.Ordinal)];

    private static string? Boundary(ConfigView view) => view.RelationsOf(RelationKind.BoundedBy).Select(static r => r.To.Value).FirstOrDefault();

    private static ImmutableArray<(string Key, string Value)> Tags(ConfigView view) =>
        view.Attribute("tags") is { } tags ? [.. tags.Elements.Select(static tag => (tag.Key, JsonText.Plain(tag.Value) ?? string.Empty))] : [];

    private static string NameOf(EntityId id) => Arn.TryParse(id.Value, out var arn) ? arn.ResourceName.Split('/')[^1] : id.Value;
}
