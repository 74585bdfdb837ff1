using System.IO.Enumeration;

namespace OrleansTwin.Incidents.Response;

/// <summary>Patterns of ids and names in which <c>*</c> stands for any characters, also slashes and colons. Without case.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);
}
