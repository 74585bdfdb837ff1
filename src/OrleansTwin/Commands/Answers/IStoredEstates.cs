using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Commands.Answers;

/// <summary>What servers and replays keep in their folders, for questions.</summary>
internal interface IStoredEstates
{
    /// <summary>The settled view of the last cuts in a folder, or null with a problem that says what is wrong with it.</summary>
    SettledView? Read(string folder, RunConfig config, List<string> problems);
}
