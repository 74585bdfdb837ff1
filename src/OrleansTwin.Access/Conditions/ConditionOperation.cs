using System.Collections.Frozen;

namespace OrleansTwin.Access.Conditions;

/// <summary>
/// A condition operator taken apart (AWS: "IAM JSON policy elements: Condition operators" and
/// "Set operators for multivalued context keys").
/// </summary>
public readonly record struct ConditionOperation(
    ConditionFamily Family, ComparisonKind Comparison, bool Negated, bool IfExists, SetQualifier Set)
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly FrozenDictionary<string, (ConditionFamily Family, ComparisonKind Comparison, bool Negated)> Names =
        new Dictionary<string, (ConditionFamily, ComparisonKind, bool)>(StringComparer.OrdinalIgnoreCase)
        {
            ["StringEquals"] = (ConditionFamily.StringEquals, ComparisonKind.Equal, false),
            ["StringNotEquals"] = (ConditionFamily.StringEquals, ComparisonKind.Equal, true),
            ["StringEqualsIgnoreCase"] = (ConditionFamily.StringEqualsIgnoreCase, ComparisonKind.Equal, false),
            ["StringNotEqualsIgnoreCase"] = (ConditionFamily.StringEqualsIgnoreCase, ComparisonKind.Equal, true),
            ["StringLike"] = (ConditionFamily.StringLike, ComparisonKind.Equal, false),
            ["StringNotLike"] = (ConditionFamily.StringLike, ComparisonKind.Equal, true),
            ["NumericEquals"] = (ConditionFamily.Numeric, ComparisonKind.Equal, false),
            ["NumericNotEquals"] = (ConditionFamily.Numeric, ComparisonKind.Equal, true),
            ["NumericLessThan"] = (ConditionFamily.Numeric, ComparisonKind.Less, false),
            ["NumericLessThanEquals"] = (ConditionFamily.Numeric, ComparisonKind.LessOrEqual, false),
            ["NumericGreaterThan"] = (ConditionFamily.Numeric, ComparisonKind.Greater, false),
            ["NumericGreaterThanEquals"] = (ConditionFamily.Numeric, ComparisonKind.GreaterOrEqual, false),
            ["DateEquals"] = (ConditionFamily.Date, ComparisonKind.Equal, false),
            ["DateNotEquals"] = (ConditionFamily.Date, ComparisonKind.Equal, true),
            ["DateLessThan"] = (ConditionFamily.Date, ComparisonKind.Less, false),
            ["DateLessThanEquals"] = (ConditionFamily.Date, ComparisonKind.LessOrEqual, false),
            ["DateGreaterThan"] = (ConditionFamily.Date, ComparisonKind.Greater, false),
            ["DateGreaterThanEquals"] = (ConditionFamily.Date, ComparisonKind.GreaterOrEqual, false),
            ["Bool"] = (ConditionFamily.Bool, ComparisonKind.Equal, false),
            ["BinaryEquals"] = (ConditionFamily.Binary, ComparisonKind.Equal, false),
            ["IpAddress"] = (ConditionFamily.IpAddress, ComparisonKind.Equal, false),
            ["NotIpAddress"] = (ConditionFamily.IpAddress, ComparisonKind.Equal, true),
            ["ArnEquals"] = (ConditionFamily.Arn, ComparisonKind.Equal, false),
            ["ArnLike"] = (ConditionFamily.Arn, ComparisonKind.Equal, false),
            ["ArnNotEquals"] = (ConditionFamily.Arn, ComparisonKind.Equal, true),
            ["ArnNotLike"] = (ConditionFamily.Arn, ComparisonKind.Equal, true),
            ["Null"] = (ConditionFamily.Null, ComparisonKind.Equal, false),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryParse(string name, out ConditionOperation operation)
    {
        ArgumentNullException.ThrowIfNull(name);
        operation = default;
        var set = SetQualifier.None;
        var rest = name;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            if (name.AsSpan(0, colon).Equals("ForAllValues", StringComparison.OrdinalIgnoreCase))
            {
                set = SetQualifier.ForAllValues;
            }
            else if (name.AsSpan(0, colon).Equals("ForAnyValue", StringComparison.OrdinalIgnoreCase))
            {
                set = SetQualifier.ForAnyValue;
            }
            else
            {
                return false;
            }

            rest = name[(colon + 1)..];
        }

        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
        {
            rest = rest[..^IfExistsSuffix.Length];
        }

        if (!Names.TryGetValue(rest, out var found) || (found.Family == ConditionFamily.Null && (ifExists || set != SetQualifier.None)))
        {
            return false;
        }

        operation = new ConditionOperation(found.Family, found.Comparison, found.Negated, ifExists, set);
        return true;
    }
}
