using OrleansTwin.Incidents.Text;

namespace OrleansTwin.Commands.Answers;

/// <summary>The frame of every command that answers and ends: usage problems at once, what was not foreseen in one sentence.</summary>
internal static class AnswerRun
{
    /// <summary>Longest line on the error stream.</summary>
    public const int LineMax = 2_000;

    public static int Guard(AnswerStreams streams, Func<int> steps)
    {
        try
        {
            return steps();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Tell(streams, $"The command failed: {error.Message}");
            return ExitStatus.Failed;
        }
    }

    /// <summary>All problems of usage, each on its line.</summary>
    public static int Refuse(AnswerStreams streams, params IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            Tell(streams, problem);
        }

        return ExitStatus.Usage;
    }

    public static void Tell(AnswerStreams streams, string line) => streams.Error.WriteLine(HostileText.Plain(line, LineMax));
}
