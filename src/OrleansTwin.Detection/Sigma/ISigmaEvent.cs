namespace OrleansTwin.Detection.Sigma;

/// <summary>
/// An event as rules see it: fields by slot (see <see cref="Events.SigmaFieldTable"/>), each with a chain of values.
/// A field without values is missing. One implementation reads raw JSON; a parsed batch can be another.
/// </summary>
public interface ISigmaEvent
{
    /// <summary>First value of the field, or -1.</summary>
    int FirstValue(int slot);

    /// <summary>Next value of the same field, or -1.</summary>
    int NextValue(int value);

    SigmaValueKind KindOf(int value);

    /// <summary>Text of the value in UTF-8 with escapes resolved; numbers and booleans as JSON spells them. Empty for null and lists.</summary>
    ReadOnlySpan<byte> TextOf(int value);

    /// <summary>
    /// For an object whose JSON holds escapes (a document inside a string, letters written as numbers): its JSON with one
    /// level of escapes resolved, so that <c>"Allow"</c> is found in a stringified policy. Empty where there is nothing to open.
    /// </summary>
    ReadOnlySpan<byte> OpenedTextOf(int value);

    /// <summary>The whole record, for keywords.</summary>
    ReadOnlySpan<byte> Document { get; }

    /// <summary>The whole record with one level of escapes resolved, or empty as in <see cref="OpenedTextOf"/>.</summary>
    ReadOnlySpan<byte> OpenedDocument { get; }
}
