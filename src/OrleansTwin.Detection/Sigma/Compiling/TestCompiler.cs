using System.Text;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>
/// One operand, and one whole test, to a delegate. The readings pinned here: null passes for a missing field or one with
/// nulls only; every other operand needs a value; an object is compared as its compact JSON and, where it holds stringified
/// documents, also as that with one level of escapes resolved; <c>neq</c> is the plain negation.
/// </summary>
internal static class TestCompiler
{
    private const int SetMin = 4;

    public static SigmaPredicate Compile(SigmaTest test, SigmaFieldTable fields)
    {
        var positive = test.Field is null
            ? Join([.. test.Operands.Select(Keyword)], test.RequireAll)
            : CompileField(test, fields);
        if (!test.Negated)
        {
            return positive;
        }

        return record => !positive(record);
    }

    /// <summary>A single operand of a test, for explanations.</summary>
    public static SigmaPredicate CompileOperand(SigmaTest test, SigmaOperand operand, SigmaFieldTable fields) =>
        test.Field is null ? Keyword(operand) : Operand(operand, fields.SlotOf(test.Field), fields);

    private static SigmaPredicate CompileField(SigmaTest test, SigmaFieldTable fields)
    {
        var slot = fields.SlotOf(test.Field!);
        if (!test.RequireAll
            && test.Operands.Length >= SetMin
            && test.Operands.All(operand => operand is SigmaPatternOperand { Cased: false, Pattern.HasWildcards: false }))
        {
            var set = new FoldedMap<bool>(test.Operands.Select(operand =>
                KeyValuePair.Create(((SigmaPatternOperand)operand).Pattern.Plain!, true)));
            TextPredicate isListed = text => set.TryGet(text, out _);
            return OverValues(slot, (record, value) => Texts(record, value, isListed));
        }

        return Join([.. test.Operands.Select(operand => Operand(operand, slot, fields))], test.RequireAll);
    }

    private static SigmaPredicate Join(SigmaPredicate[] parts, bool all) => parts.Length == 1
        ? parts[0]
        : all ? NodeCompiler.All(parts) : NodeCompiler.Any(parts);

    private static SigmaPredicate Keyword(SigmaOperand operand)
    {
        TextPredicate test = operand switch
        {
            SigmaPatternOperand pattern => PatternCompiler.Compile(pattern.Pattern, pattern.Cased),
            SigmaRegexOperand regex => text => ValueReading.IsMatch(regex.Expression, text),
            _ => _ => false,
        };
        return record =>
        {
            if (test(record.Document))
            {
                return true;
            }

            var opened = record.OpenedDocument;
            return !opened.IsEmpty && test(opened);
        };
    }

    private static SigmaPredicate Operand(SigmaOperand operand, int slot, SigmaFieldTable fields)
    {
        switch (operand)
        {
            case SigmaNullOperand:
                return record => IsNull(record, slot);
            case SigmaExistsOperand exists:
                return record => record.FirstValue(slot) >= 0 == exists.Expected;
            case SigmaReferenceOperand reference:
                return Reference(reference, slot, fields.SlotOf(reference.Field));
            case SigmaNothingOperand:
                return _ => false;
            case SigmaPatternOperand pattern:
                var test = PatternCompiler.Compile(pattern.Pattern, pattern.Cased);
                return OverValues(slot, (record, value) => Texts(record, value, test));
            case SigmaRegexOperand regex:
                TextPredicate search = text => ValueReading.IsMatch(regex.Expression, text);
                return OverValues(slot, (record, value) => Texts(record, value, search));
            case SigmaNumberOperand number:
                return OverNumbers(slot, value => value == number.Value);
            case SigmaCompareOperand compare:
                return OverNumbers(slot, value => compare.Comparison.Holds(value, compare.Value));
            case SigmaCidrOperand cidr:
                return OverValues(slot, (record, value) =>
                    ValueReading.TryAddress(record.TextOf(value), out var address) && cidr.Prefix.Contains(address));
            case SigmaTimeOperand time:
                return OverValues(slot, (record, value) =>
                    ValueReading.TryTime(record.TextOf(value), out var read)
                    && time.Comparison.Holds(ValueReading.PartOf(read, time.Part), time.Value));
            default:
                throw new InvalidOperationException($"No meaning for {operand.GetType().Name}.");
        }
    }

    private static bool IsNull(ISigmaEvent record, int slot)
    {
        for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
        {
            if (record.KindOf(value) != SigmaValueKind.Null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Texts(ISigmaEvent record, int value, TextPredicate test)
    {
        if (record.KindOf(value) is SigmaValueKind.Null or SigmaValueKind.List)
        {
            return false;
        }

        if (test(record.TextOf(value)))
        {
            return true;
        }

        var opened = record.OpenedTextOf(value);
        return !opened.IsEmpty && test(opened);
    }

    private static SigmaPredicate OverValues(int slot, Func<ISigmaEvent, int, bool> test) => record =>
    {
        for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
        {
            if (test(record, value))
            {
                return true;
            }
        }

        return false;
    };

    private static SigmaPredicate OverNumbers(int slot, Func<double, bool> test) => OverValues(slot, (record, value) =>
        ValueReading.TryNumber(record.KindOf(value), record.TextOf(value), out var number) && test(number));

    private static SigmaPredicate Reference(SigmaReferenceOperand reference, int slot, int other) => record =>
    {
        for (var right = record.FirstValue(other); right >= 0; right = record.NextValue(right))
        {
            if (record.KindOf(right) is SigmaValueKind.Null or SigmaValueKind.List)
            {
                continue;
            }

            var pattern = SigmaPattern.Literal(Encoding.UTF8.GetString(record.TextOf(right)));
            var test = PatternCompiler.Compile(
                reference.Mode == SigmaReferenceMode.Equal
                    ? pattern
                    : pattern.Surround(
                        before: reference.Mode != SigmaReferenceMode.StartsWith,
                        after: reference.Mode != SigmaReferenceMode.EndsWith),
                reference.Cased);
            for (var left = record.FirstValue(slot); left >= 0; left = record.NextValue(left))
            {
                if (Texts(record, left, test))
                {
                    return true;
                }
            }
        }

        return false;
    };
}
