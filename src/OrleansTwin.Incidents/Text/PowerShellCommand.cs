namespace OrleansTwin.Incidents.Text;

/// <summary>
/// Commands quoted for PowerShell, from the same arguments and under the same refusals as <see cref="BashCommand"/>. Whatever is not plainly a word
/// stands in single quotes, in which PowerShell expands nothing (about_Quoting_Rules); commas, at signs and percent signs are operators there.
/// </summary>
public static class PowerShellCommand
{
    private const string Bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=";

    /// <summary>The line to paste, or null where any argument is not safe to paste.</summary>
    public static string? Of(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 || !arguments.All(BashCommand.IsSafe) ? null : string.Join(' ', arguments.Select(Quote));

    /// <summary>Single quotes where anything but plain characters stands, or where an option would be cut at a dot or colon; a single quote inside is doubled.</summary>
    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(static character => Bare.Contains(character)) && !(argument[0] == '-' && argument.AsSpan().ContainsAny('.', ':'))
            ? argument
            : $"'{argument.Replace("'", "''", StringComparison.Ordinal)}'";
}
