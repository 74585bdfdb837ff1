using System.Collections.Immutable;

namespace OrleansTwin.Pipeline.Query;

/// <summary>What a row says of a field: values (none: it is known to have none), or not known.</summary>
public readonly record struct FieldValue(bool Known, ImmutableArray<Scalar> Values)
{
    public static FieldValue Unknown { get; } = new(false, []);

    public static FieldValue None { get; } = new(true, []);

    /// <summary>Null is known to be none.</summary>
    public static FieldValue Of(string? text) => string.IsNullOrEmpty(text) ? None : new(true, [new(text)]);

    /// <summary>Null is not known: records leave out what they do not know.</summary>
    public static FieldValue OrUnknown(string? text) => string.IsNullOrEmpty(text) ? Unknown : Of(text);

    public static FieldValue Of(double number) => new(true, [Scalar.Of(number)]);

    public static FieldValue Of(DateTimeOffset? time) => time is { } at ? new(true, [Scalar.Of(at)]) : Unknown;

    public static FieldValue Of(bool? flag) => flag is { } known ? new(true, [Scalar.Of(known)]) : Unknown;

    public static FieldValue Of(IEnumerable<string> texts) => new(true, [.. texts.Where(static text => text.Length > 0).Select(static text => new Scalar(text))]);

    public static FieldValue Of<T>(T choice)
        where T : struct, Enum => new(true, [ChoiceOf(choice)]);

    public static FieldValue OfAll<T>(IEnumerable<T> choices)
        where T : struct, Enum => new(true, [.. choices.Select(ChoiceOf)]);

    private static Scalar ChoiceOf<T>(T choice)
        where T : struct, Enum => new(Choices.Word(choice), Convert.ToInt64(choice, System.Globalization.CultureInfo.InvariantCulture));
}
