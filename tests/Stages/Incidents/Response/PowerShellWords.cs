using System.Text;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>The plain reference: how PowerShell reads words and single quotes (about_Quoting_Rules, about_Parsing); a comma or at sign outside of quotes is an operator and fails.</summary>
internal static class PowerShellWords
{
    public static IReadOnlyList<string> Of(string line)
    {
        var (words, word, quoted, open) = (new List<string>(), new StringBuilder(), false, false);
        for (var index = 0; index < line.Length; index++)
        {
            var character = line[index];
            if (quoted)
            {
                if (character != '\'')
                {
                    word.Append(character);
                }
                else if (index + 1 < line.Length && line[index + 1] == '\'')
                {
                    word.Append('\'');
                    index++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (character == '\'')
            {
                (quoted, open) = (true, true);
            }
            else if (character == ' ')
            {
                words.Add(word.ToString());
                word.Clear();
                open = false;
            }
            else
            {
                Assert.DoesNotContain(character, ",@%$`();{}|&<>\"");
                word.Append(character);
                open = true;
            }
        }

        if (open)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
