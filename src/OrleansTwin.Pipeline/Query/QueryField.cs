namespace OrleansTwin.Pipeline.Query;

/// <summary>A field that a query may speak of.</summary>
/// <param name="Name">As in result files; one that ends in a point takes a key (<c>tags.</c>).</param>
/// <param name="Help">What it holds, for people.</param>
/// <param name="Read">The row's value; the text is the key where the field takes one.</param>
public sealed record QueryField(string Name, FieldKind Kind, string Help, Func<object, string, FieldValue> Read)
{
    public bool TakesKey => Name.EndsWith('.');

    /// <summary>Allowed words of a choice, in rising order.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>A word as a value, or null where it is none of <see cref="Words"/>.</summary>
    public Func<string, Scalar?> Choose { get; init; } = static _ => null;

    public static QueryField Text<TRow>(string name, string help, Func<TRow, FieldValue> read) => Plain(name, FieldKind.Text, help, read);

    public static QueryField Number<TRow>(string name, string help, Func<TRow, FieldValue> read) => Plain(name, FieldKind.Number, help, read);

    public static QueryField Time<TRow>(string name, string help, Func<TRow, FieldValue> read) => Plain(name, FieldKind.Time, help, read);

    public static QueryField Flag<TRow>(string name, string help, Func<TRow, FieldValue> read) => Plain(name, FieldKind.Flag, help, read);

    /// <summary>A text by a key behind the name's point.</summary>
    public static QueryField Keyed<TRow>(string name, string help, Func<TRow, string, FieldValue> read) => new(name, FieldKind.Text, help, (row, key) => read((TRow)row, key));

    public static QueryField Choice<TRow, TEnum>(string name, string help, Func<TRow, FieldValue> read)
        where TEnum : struct, Enum =>
        Plain(name, FieldKind.Choice, help, read) with { Words = Choices.Of<TEnum>(), Choose = Choices.Parse<TEnum> };

    private static QueryField Plain<TRow>(string name, FieldKind kind, string help, Func<TRow, FieldValue> read) => new(name, kind, help, (row, _) => read((TRow)row));
}
