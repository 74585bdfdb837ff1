using System.CommandLine;
using OrleansTwin.Bench;
using OrleansTwin.Commands;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Commands.Stored;
using OrleansTwin.Demo;

var root = new RootCommand("OrleansTwin: a digital twin of cloud estates that detects attacks and tells what they mean.")
{
    OpenCommand.Create(TimeProvider.System),
    ReplayCommand.Create(TimeProvider.System),
    DemoCommand.Create(TimeProvider.System),
    ServeCommand.Create(TimeProvider.System),
    BenchCommand.Create(TimeProvider.System),
};
foreach (var command in AnswerCommands.All(new StoredEstates()))
{
    root.Add(command);
}

// A command line that is wrong ends with 2 and its reason, nothing else was done.
var parsed = root.Parse(args);
var status = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitStatus.Usage : status;
