using System.Buffers;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>
/// What "case-insensitive" means here: ASCII letters, and every other character to its invariant lower case unless that
/// is ASCII (so a Kelvin sign is no K). The same for bytes and characters, whatever the culture.
/// </summary>
internal static class Folding
{
    public static char Fold(char character)
    {
        if (char.IsAscii(character))
        {
            return char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
        }

        var lower = char.ToLowerInvariant(character);
        return char.IsAscii(lower) ? character : lower;
    }

    public static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    public static string Fold(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Fold(source[i]);
        }
    });

    /// <summary>Folded UTF-8; the target needs three times the length of the text.</summary>
    public static int Fold(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (!Ascii.IsValid(text))
        {
            return FoldWide(text, target);
        }

        for (var i = 0; i < text.Length; i++)
        {
            target[i] = Fold(text[i]);
        }

        return text.Length;
    }

    /// <summary>FNV-1a: stable, and good enough for keys of a rule index.</summary>
    public static int Hash(ReadOnlySpan<byte> folded)
    {
        var hash = 2166136261u;
        foreach (var value in folded)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return (int)(hash ^ (hash >> 15));
    }

    private static int FoldWide(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var count = Encoding.UTF8.GetChars(text, characters);
            for (var i = 0; i < count; i++)
            {
                characters[i] = Fold(characters[i]);
            }

            return Encoding.UTF8.GetBytes(characters.AsSpan(0, count), target);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
