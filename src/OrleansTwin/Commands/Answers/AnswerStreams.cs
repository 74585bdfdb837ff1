using System.CommandLine;
using System.Text;

namespace OrleansTwin.Commands.Answers;

/// <summary>Where a command writes. On a terminal people read, elsewhere programs do.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Everything else.</param>
/// <param name="IsTerminal">True where <paramref name="Out"/> is read by a person.</param>
internal sealed record AnswerStreams(TextWriter Out, TextWriter Error, bool IsTerminal)
{
    private const int BufferCharacters = 64 * 1024;

    public static AnswerStreams Of(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!ReferenceEquals(output, Console.Out))
        {
            return new(output, error, false);
        }

        // The console's own writer flushes at every line, which is slow for the many lines of a file or a pipe.
        return Console.IsOutputRedirected
            ? new(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), BufferCharacters), error, false)
            : new(output, error, true);
    }
}
