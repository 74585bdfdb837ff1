namespace OrleansTwin.Commands.Answers;

/// <summary>The exit statuses of all commands.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>Ran, but some of the input could not be read.</summary>
    public const int SomeRefused = 1;

    /// <summary>The command line or a file it names is wrong; nothing was answered.</summary>
    public const int Usage = 2;
    public const int Failed = 3;

    /// <summary>Done, and what was asked for was found or did not hold.</summary>
    public const int Found = 4;
}
