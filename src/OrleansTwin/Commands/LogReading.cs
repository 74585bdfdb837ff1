using OrleansTwin.Incidents.Text;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands;

/// <summary>What is said on the terminal while logs are read, and when there are none.</summary>
internal static class LogReading
{
    public const string WhatToGive = "Give files or folders with CloudTrail records (JSON, gzip) or VPC flow-log lines, that you may read.";

    private const int Shown = 3;

    private static bool _line;

    /// <summary>One line that is written over itself on a terminal; elsewhere nothing, so that a file of the output stays readable.</summary>
    public static void Progress(string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write($"\r\u001b[K{HostileText.Plain(text)}");
            _line = true;
        }
    }

    public static void EndProgress()
    {
        if (_line)
        {
            Console.Write("\r\u001b[K");
            _line = false;
        }
    }

    /// <summary>Why files held no record, and what to do, in one sentence each.</summary>
    public static string NothingIn(IReadOnlyList<SourceFile> files, ArrivalSource source, IReadOnlyList<string> faults)
    {
        var reasons = source.Skipped.Select(static skipped => $"`{skipped.Unit}` ({skipped.Reason})")
            .Concat(source.DeadLetters.Select(static letter => $"`{letter.Source}` ({letter.Reason})")).Concat(faults).Distinct(StringComparer.Ordinal).ToList();
        var told = string.Join(", ", reasons.Take(Shown)) + (reasons.Count > Shown ? $" and {reasons.Count - Shown} more" : string.Empty);
        return HostileText.Plain($"No log was found in {files.Count} {(files.Count == 1 ? "file" : "files")}{(told.Length > 0 ? $": {told}" : string.Empty)}. {WhatToGive}", 2_000);
    }
}
