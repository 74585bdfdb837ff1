using System.CommandLine;
using OrleansTwin.Access.Graph.Snapshots;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>--snapshot</c>: files and folders read into one snapshot.</summary>
internal static class SnapshotFiles
{
    public static Option<string[]> Option() => new("--snapshot")
    {
        Required = true,
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        Description = "File or folder, repeatable: AWS Config snapshot, output of describe-*, list-* and get-* (the list's name inside says what it is; "
            + "answers that do not name what they were asked for as SERVICE-COMMAND/ARGUMENT.json), get-account-authorization-details. "
            + "A kind whose list is in the snapshot is taken as completely listed.",
    };

    /// <summary>The snapshot, or null with problems where a path cannot be read or holds nothing of a snapshot.</summary>
    public static SnapshotLists? Read(IReadOnlyList<string> paths, List<string> problems)
    {
        var files = InputFiles.List("--snapshot", paths, problems);
        if (problems.Count > 0)
        {
            return null;
        }

        var lists = new SnapshotLists();
        var unread = new List<string>();
        foreach (var file in files)
        {
            if (InputFiles.Text(file, unread) is { } text)
            {
                lists.Add(file, text);
            }
        }

        problems.AddRange(unread);
        if (lists.Files == 0)
        {
            problems.AddRange(lists.Problems);
            problems.Add($"--snapshot: no JSON of a snapshot in {string.Join(", ", paths.Select(static p => $"`{p}`"))}; allowed are AWS Config snapshots, describe-*, list-* and get-* output and get-account-authorization-details");
            return null;
        }

        return lists;
    }
}
