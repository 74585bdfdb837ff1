using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Ids;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>
/// Names entities: <c>vpc(req.vpcId)</c>. The first argument may give many values, then there are as many entities.
/// Special forms: <c>any(x)</c> finds the type from an ARN or a well-known id, <c>principal(x)</c> reads what a policy names,
/// <c>everyone()</c> is <c>*</c>, <c>this()</c> what the record itself names first, <c>gcp(name, service, project)</c> a Google resource,
/// <c>azure(id)</c> an Azure one, <c>member(x)</c> whom a Google policy names, <c>entity(id, type)</c> whatever has an id of its own.
/// </summary>
internal sealed class RefExpr(RefCall[] alternatives)
{
    public static readonly IReadOnlySet<string> Special = new HashSet<string>(StringComparer.Ordinal) { "any", "principal", "everyone", "this", "gcp", "azure", "member", "entity" };

    /// <summary>The types this can name; empty when it depends on the record.</summary>
    public IEnumerable<string> Types => alternatives.Where(static a => a.Type is not null).Select(static a => a.Type!.Name);

    public void Resolve(Scope scope, EntityTypes types, List<EntityRef> into)
    {
        foreach (var call in alternatives)
        {
            var before = into.Count;
            if (call.Name == "everyone")
            {
                into.Add(EntityTypes.Everyone);
                return;
            }

            if (call.Name == "this")
            {
                if (!scope.Event.Named.IsEmpty)
                {
                    var first = scope.Event.Named[0];
                    into.Add(new(first.Id, first.Id.Kind, first.Type, first.Id.Cloud));
                    return;
                }

                continue;
            }

            var argument = call.Arguments[0];
            if (argument.IsSingle)
            {
                Add(scope, types, call, argument.First(scope), into);
            }
            else
            {
                var values = new List<Value>();
                argument.All(scope, values);
                values.ForEach(value => Add(scope, types, call, value, into));
            }

            if (into.Count > before)
            {
                return;
            }
        }
    }

    /// <summary>The record tells whom it names, be it nobody.</summary>
    public bool IsTold(Scope scope) => Array.Exists(alternatives, a => a.Arguments.Length > 0 && a.Arguments[0].IsTold(scope));

    // A list names as many entities as it has members.
    private static void Add(Scope scope, EntityTypes types, RefCall call, Value value, List<EntityRef> into)
    {
        if (value.AsName() is { } only)
        {
            Add(scope, types, call, only, into);
            return;
        }

        foreach (var item in Shape.Items(value.Element))
        {
            if (Value.Of(item).AsName() is { } name)
            {
                Add(scope, types, call, name, into);
            }
        }
    }

    private static void Add(Scope scope, EntityTypes types, RefCall call, string name, List<EntityRef> into)
    {
        if (One(scope, types, call, name) is { } entity && !into.Contains(entity))
        {
            into.Add(entity);
        }
    }

    private static EntityRef? One(Scope scope, EntityTypes types, RefCall call, string name)
    {
        var second = call.Arguments.Length > 1 ? call.Arguments[1].First(scope).AsName() : null;
        var third = call.Arguments.Length > 2 ? call.Arguments[2].First(scope).AsName() : null;
        if (call.Type is null)
        {
            return call.Name switch
            {
                "principal" => types.Principal(name),
                "gcp" => GcpNames.Resource(name, second ?? scope.Event.Service, third ?? scope.Account),
                "azure" => AzureNames.Resource(name),
                "member" => GcpNames.Member(name),
                "entity" => second is null ? null : OtherNames.Entity(name, second),
                _ => types.Find(name, scope.Partition, scope.Region, scope.Account),
            };
        }

        return types.Make(call.Type, [name, second, third], scope.Partition, scope.Region, scope.Account);
    }
}
