using System.Globalization;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Snapshots;

namespace OrleansTwin.Commands;

/// <summary><c>--snapshot PATH[@TIME]</c> of <c>replay</c>: what was there before, or at a time.</summary>
internal static class InitialState
{
    public const string Help = "State of the estate, repeatable: PATH or PATH@TIME (RFC 3339), a file or folder of describe-*, list-*, get-* answers, get-account-authorization-details or an AWS Config snapshot. "
        + "Time: the item's own, else TIME, else before the first event.";

    /// <summary>The records of all snapshots, or null; then <paramref name="problems"/> says what is wrong, else they are warnings.</summary>
    public static IReadOnlyList<PreparedEvent>? Read(IReadOnlyList<string> options, List<string> problems)
    {
        var records = new List<PreparedEvent>();
        foreach (var option in options)
        {
            if (!TrySplit(option, out var path, out var at))
            {
                problems.Add($"--snapshot: `{option}` names no path that can be read; allowed are PATH and PATH@TIME with an RFC 3339 time, such as `estate@2026-03-01T00:00:00Z`");
                return null;
            }

            var wrong = new List<string>();
            if (SnapshotFiles.Read([path], wrong) is not { } lists)
            {
                problems.AddRange(wrong);
                return null;
            }

            problems.AddRange(wrong.Concat(lists.Problems));
            var told = SnapshotStage.Prepare(lists, at, problems);
            if (told.Count == 0)
            {
                problems.Add($"--snapshot: `{path}` tells of no entity that is known how to read; allowed are the lists of Catalogue/snapshot");
            }

            records.AddRange(told);
        }

        return records;
    }

    /// <summary>The path and the time behind its last @; a path that exists as it stands has none.</summary>
    public static bool TrySplit(string option, out string path, out DateTimeOffset? at)
    {
        (path, at) = (option, null);
        if (File.Exists(option) || Directory.Exists(option))
        {
            return true;
        }

        var mark = option.LastIndexOf('@');
        if (mark <= 0 || !DateTimeOffset.TryParse(option.AsSpan(mark + 1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        (path, at) = (option[..mark], time);
        return File.Exists(path) || Directory.Exists(path);
    }
}
