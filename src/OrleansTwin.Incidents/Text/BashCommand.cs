using System.Globalization;
using System.Text;

namespace OrleansTwin.Incidents.Text;

/// <summary>
/// Commands we print are built from arguments and quoted for bash. An argument with a control, bidi or shell character is an
/// attempt or an accident, and then no command is offered at all: the reader sees the value escaped and decides.
/// </summary>
public static class BashCommand
{
    public const int ArgumentMax = 2048;

    private const string Bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@+%";
    private const string Dangerous = "`$;&|<>\\\"'!*?~(){}[]#^\n\r\t";

    /// <summary>The line to paste, or null where any argument is not safe to paste.</summary>
    public static string? Of(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !arguments.All(IsSafe))
        {
            return null;
        }

        return string.Join(' ', arguments.Select(Quote));
    }

    /// <summary>Not empty, not too long, no control, format or shell character, and not an option in disguise.</summary>
    public static bool IsSafe(string argument)
    {
        if (argument.Length is 0 or > ArgumentMax)
        {
            return false;
        }

        foreach (var rune in argument.EnumerateRunes())
        {
            if (rune.IsAscii ? char.IsControl((char)rune.Value) || Dangerous.Contains((char)rune.Value) : !IsWord(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A value from a log as an argument: as <see cref="IsSafe"/>, and it does not begin with a dash (which a program would read as an option).</summary>
    public static bool IsSafeValue(string value) => IsSafe(value) && value[0] != '-';

    /// <summary>Single quotes where anything but plain characters stands; a single quote inside is closed, escaped and opened again.</summary>
    public static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(static character => Bare.Contains(character)))
        {
            return argument;
        }

        return new StringBuilder(argument.Length + 8).Append('\'').Append(argument.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'').ToString();
    }

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
