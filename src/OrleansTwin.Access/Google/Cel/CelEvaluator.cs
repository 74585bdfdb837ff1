using System.Collections.Immutable;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>
/// Evaluates one expression once. Errors and open values are values that pass through every function but <c>&amp;&amp;</c>, <c>||</c>, <c>?:</c> and the macros
/// built on them, which may not need them ("langdef", Logical Operators).
/// </summary>
internal sealed class CelEvaluator(IReadOnlyDictionary<string, object> variables, CelLimits limits)
{
    private const int ItemsOfAStep = 32;
    private readonly Dictionary<string, object> _local = new(StringComparer.Ordinal);
    private int _steps;

    public object Evaluate(CelNode node)
    {
        if (!Spend(1))
        {
            return TooLong;
        }

        return node switch
        {
            CelNode.Literal literal => literal.Value,
            CelNode.Name name => Find(name.Text),
            CelNode.Select select => Select(select),
            CelNode.Has has => Has(Evaluate(has.From), has.Field),
            CelNode.Index index => CelFunctions.Index(Evaluate(index.From), Evaluate(index.Key)),
            CelNode.And and => And(Evaluate(and.Left), () => Evaluate(and.Right)),
            CelNode.Or or => Or(Evaluate(or.Left), () => Evaluate(or.Right)),
            CelNode.Choice choice => Evaluate(choice.Test) switch
            {
                true => Evaluate(choice.Yes),
                false => Evaluate(choice.No),
                var open and (CelUnknown or CelError) => open,
                _ => NoOverload("?:"),
            },
            CelNode.List list => Weighed(List(list)),
            CelNode.Map map => Weighed(Map(map)),
            CelNode.Each each => Weighed(Each(each)),
            CelNode.Call call => Call(call),
            _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
        };
    }

    private CelError TooLong => new($"more than {limits.StepsMax} steps");

    public static CelError NoOverload(string function) => new($"no such overload: {function}");

    private bool Spend(int steps) => (_steps += steps) <= limits.StepsMax;

    private object Find(string name) =>
        _local.TryGetValue(name, out var local) ? local
        : variables.TryGetValue(name, out var value) ? value
        : CelFunctions.Types.Contains(name) ? new CelType(name)
        : new CelError($"undeclared reference to `{name}`");

    private object Select(CelNode.Select select)
    {
        // A variable or type may carry points in its name; the longest wins.
        if (Path(select) is { } path && (variables.TryGetValue(path, out var value) || CelFunctions.Types.Contains(path)))
        {
            return value ?? new CelType(path);
        }

        return Evaluate(select.From) switch
        {
            CelMap map => map.TryGet(select.Field, out var found) ? found : map.OpenName is { } open ? new CelUnknown($"{open}.{select.Field}") : new CelError($"no such key: {select.Field}"),
            CelUnknown unknown => unknown,
            CelError error => error,
            _ => NoOverload($".{select.Field}"),
        };
    }

    private string? Path(CelNode node) => node switch
    {
        CelNode.Name name when !_local.ContainsKey(name.Text) => name.Text,
        CelNode.Select select when Path(select.From) is { } from => $"{from}.{select.Field}",
        _ => null,
    };

    private static object Has(object value, string field) => value switch
    {
        CelMap map => map.TryGet(field, out _) ? true : OpenOrFalse(map, field),
        CelUnknown or CelError => value,
        _ => NoOverload("has"),
    };

    private static object OpenOrFalse(CelMap map, string field) => map.OpenName is { } open ? new CelUnknown($"{open}.{field}") : false;

    private static object And(object left, Func<object> right)
    {
        if (left is false)
        {
            return false;
        }

        var other = right();
        return other is false ? false : left is true && other is true ? true : Open(left, other, "&&");
    }

    private static object Or(object left, Func<object> right)
    {
        if (left is true)
        {
            return true;
        }

        var other = right();
        return other is true ? true : left is false && other is false ? false : Open(left, other, "||");
    }

    // What is not known outweighs an error: once known, it may decide.
    private static object Open(object left, object right, string sign) =>
        left is CelUnknown ? left : right is CelUnknown ? right : left is CelError ? left : right is CelError ? right : NoOverload(sign);

    private object List(CelNode.List list)
    {
        var items = new List<object>(list.Items.Length);
        foreach (var item in list.Items)
        {
            var value = Evaluate(item);
            if (value is CelError or CelUnknown)
            {
                return value;
            }

            items.Add(value);
        }

        return items;
    }

    private object Map(CelNode.Map map)
    {
        var made = new CelMap();
        foreach (var (keyNode, valueNode) in map.Entries)
        {
            var (key, value) = (Evaluate(keyNode), Evaluate(valueNode));
            if (key is CelError or CelUnknown)
            {
                return key;
            }

            if (value is CelError or CelUnknown)
            {
                return value;
            }

            if (key is not (bool or long or CelUint or string))
            {
                return new CelError("a key of a map is a bool, int, uint or string");
            }

            if (!made.TryAdd(key, value))
            {
                return new CelError("a key stands twice in a map");
            }
        }

        return made;
    }

    private object Call(CelNode.Call call)
    {
        var given = call.Target is null ? call.Arguments : call.Arguments.Insert(0, call.Target);
        var values = new object[given.Length];
        CelError? error = null;
        CelUnknown? unknown = null;
        for (var i = 0; i < given.Length; i++)
        {
            values[i] = Evaluate(given[i]);
            error ??= values[i] as CelError;
            unknown ??= values[i] as CelUnknown;
        }

        if (unknown is not null || error is not null)
        {
            return (object?)unknown ?? error!;
        }

        // What is looked at is paid for before: lists may hold one list many times over.
        return Weigh(values) is { } over ? over : Weighed(CelFunctions.Call(call.Function, call.Target is not null, values));
    }

    private object Weighed(object value) => Weigh([value]) is { } over ? over : value;

    private CelError? Weigh(object[] values)
    {
        var rest = (limits.StepsMax - _steps + 1) * (long)ItemsOfAStep;
        var weight = rest;
        foreach (var value in values)
        {
            Weigh(value, ref weight);
        }

        return Spend((int)((rest - weight) / ItemsOfAStep)) ? null : TooLong;
    }

    private static void Weigh(object value, ref long rest)
    {
        rest -= value switch { string text => text.Length, byte[] bytes => bytes.Length, _ => 1 };
        var items = value switch { IReadOnlyList<object> list => list, CelMap map => map.Keys, _ => [] };
        for (var i = 0; i < items.Count && rest >= 0; i++)
        {
            Weigh(items[i], ref rest);
            if (value is CelMap map && map.TryGet(items[i], out var held))
            {
                Weigh(held, ref rest);
            }
        }
    }

    private object Each(CelNode.Each each)
    {
        var range = Evaluate(each.Range);
        IReadOnlyList<object>? items = range switch { IReadOnlyList<object> list => list, CelMap { OpenName: null } map => map.Keys, _ => null };
        if (items is null)
        {
            return range is CelUnknown or CelError ? range : range is CelMap open ? new CelUnknown(open.OpenName!) : NoOverload(each.Macro.ToString());
        }

        var had = _local.TryGetValue(each.Variable, out var outer);
        var result = Over(each, items);
        if (had)
        {
            _local[each.Variable] = outer!;
        }
        else
        {
            _local.Remove(each.Variable);
        }

        return result;
    }

    private object Over(CelNode.Each each, IReadOnlyList<object> items)
    {
        object folded = each.Macro == CelMacro.All;
        object? open = null;
        var kept = new List<object>();
        foreach (var item in items)
        {
            _local[each.Variable] = item;
            switch (each.Macro)
            {
                case CelMacro.All:
                    folded = And(folded, () => Evaluate(each.Body));
                    break;
                case CelMacro.Exists:
                    folded = Or(folded, () => Evaluate(each.Body));
                    break;
                case CelMacro.Map:
                    Keep(each.Filter is null ? true : Evaluate(each.Filter), () => Evaluate(each.Body), kept, ref open);
                    break;
                default:
                    Keep(Evaluate(each.Body), () => item, kept, ref open);
                    break;
            }

            if (open is not null || (each.Macro == CelMacro.All ? folded is false : each.Macro == CelMacro.Exists && folded is true))
            {
                break;
            }
        }

        return open ?? (each.Macro is CelMacro.All or CelMacro.Exists ? folded : each.Macro == CelMacro.ExistsOne ? kept.Count == 1 : kept);
    }

    private static void Keep(object test, Func<object> value, List<object> kept, ref object? open)
    {
        if (test is true)
        {
            var made = value();
            open = made is CelError or CelUnknown ? made : open;
            kept.Add(made);
        }
        else if (test is not false)
        {
            open = test is CelError or CelUnknown ? test : NoOverload("filter");
        }
    }
}
