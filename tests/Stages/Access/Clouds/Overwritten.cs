using CsCheck;

namespace OrleansTwin.Tests.Stages.Access.Clouds;

/// <summary>A text with one to four of its places overwritten by what breaks JSON, conditions and paths.</summary>
internal static class Overwritten
{
    public static Gen<string> Of(string whole) =>
        Gen.Select(Gen.Int[0, whole.Length - 1], Pick.Of("\"", "{", "}", "[", "]", ":", ",", "'", "(", ")", "!", "@", "/", ".", "\\\\", "0", "null", "-1", "\u0000", "\uD800", "\U0001F600", "*", "||")).Array[1, 4].Select(places =>
        {
            var text = whole;
            foreach (var (at, put) in places)
            {
                text = text[..at] + put + text[(at + 1)..];
            }

            return text;
        });
}
