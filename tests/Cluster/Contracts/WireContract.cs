using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Runtime;

namespace OrleansTwin.Tests.Cluster.Contracts;

/// <summary>
/// Everything of ours that Orleans writes or calls, as lines: types with alias and members by id, the enums among them, grain interfaces
/// with the aliases of their methods. Two builds with the same lines understand each other.
/// </summary>
internal static class WireContract
{
    private const string Ours = "OrleansTwin.";
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Walk(typeof(OrleansTwin.Grains.Ownership.IShardOwnerGrain).Assembly).OrderBy(static assembly => assembly.GetName().Name, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Types { get; } = [.. All().Where(static type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    public static IReadOnlyList<Type> Interfaces { get; } = [.. All().Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    public static IReadOnlyList<Type> Grains { get; } = [.. All().Where(static type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type))];

    public static string Text()
    {
        var text = new StringBuilder();
        foreach (var type in Types)
        {
            text.Append(CultureInfo.InvariantCulture, $"type {Name(type)} = {AliasOf(type) ?? "-"}\n");
            foreach (var (id, member) in Members(type).Where(static pair => pair.Id is not null).OrderBy(static pair => pair.Id))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {id} {member.Name}: {Name(TypeOf(member))}\n");
            }
        }

        foreach (var type in Enums())
        {
            text.Append(CultureInfo.InvariantCulture, $"enum {Name(type)} = {Name(Enum.GetUnderlyingType(type))}\n");
            foreach (var value in Enum.GetValuesAsUnderlyingType(type).Cast<object>())
            {
                text.Append(CultureInfo.InvariantCulture, $"  {value} {Enum.GetName(type, value)}\n");
            }
        }

        foreach (var type in Interfaces)
        {
            text.Append(CultureInfo.InvariantCulture, $"interface {Name(type)} = {InterfaceTypeOf(type) ?? "-"}\n");
            foreach (var method in type.GetMethods(Own).OrderBy(static method => AliasOf(method), StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {AliasOf(method) ?? "-"}({string.Join(", ", method.GetParameters().Select(static parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"))}): {Name(method.ReturnType)}\n");
            }
        }

        foreach (var type in Grains)
        {
            text.Append(CultureInfo.InvariantCulture, $"grain {Name(type)} = {GrainTypeOf(type) ?? "-"}\n");
        }

        return text.ToString();
    }

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    public static string? InterfaceTypeOf(Type type) => Argument(type, nameof(GrainInterfaceTypeAttribute));

    public static string? GrainTypeOf(Type type) => Argument(type, nameof(GrainTypeAttribute));

    /// <summary>Members that hold state of the type itself, with their explicit ids.</summary>
    public static IEnumerable<(uint? Id, MemberInfo Member)> Members(Type type)
    {
        foreach (var field in type.GetFields(Own))
        {
            var property = field.Name.StartsWith('<') ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Own) : null;
            var member = (MemberInfo?)property ?? field;
            if (member.GetCustomAttribute<NonSerializedAttribute>() is null && field.GetCustomAttribute<NonSerializedAttribute>() is null)
            {
                yield return (member.GetCustomAttribute<IdAttribute>()?.Id ?? field.GetCustomAttribute<IdAttribute>()?.Id, member);
            }
        }
    }

    public static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.Namespace?.StartsWith(Ours, StringComparison.Ordinal) == true ? type.FullName ?? type.Name : type.Name;
        return !type.IsGenericType ? type.IsGenericParameter ? type.Name : name
            : $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static IEnumerable<Type> Enums() => Types.SelectMany(static type => Members(type).Where(static pair => pair.Id is not null).SelectMany(static pair => Parts(TypeOf(pair.Member))))
        .Concat(Interfaces.SelectMany(static type => type.GetMethods(Own)).SelectMany(static method => method.GetParameters().Select(static parameter => parameter.ParameterType).Append(method.ReturnType)).SelectMany(Parts))
        .Where(static type => type.IsEnum && type.Namespace?.StartsWith(Ours, StringComparison.Ordinal) == true)
        .Distinct().OrderBy(static type => type.FullName, StringComparer.Ordinal);

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string? Argument(Type type, string attribute) =>
        type.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == attribute)?.ConstructorArguments[0].Value as string;

    // Generated code stands beside ours; it carries the attribute that says so.
    private static IEnumerable<Type> All() => Assemblies.SelectMany(static assembly => assembly.GetTypes())
        .Where(static type => type.Namespace?.StartsWith(Ours, StringComparison.Ordinal) == true && type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null)
        .OrderBy(static type => type.FullName, StringComparer.Ordinal);

    private static HashSet<Assembly> Walk(Assembly start)
    {
        var found = new HashSet<Assembly> { start };
        var queue = new Queue<Assembly>(found);
        while (queue.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(static name => name.Name!.StartsWith(Ours, StringComparison.Ordinal)))
            {
                if (Assembly.Load(name) is var next && found.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return found;
    }
}
