using System.CommandLine;
using OrleansTwin.Commands;
using OrleansTwin.Demo;

var root = new RootCommand("OrleansTwin: a digital twin of cloud estates that detects attacks and tells what they mean.")
{
    OpenCommand.Create(TimeProvider.System),
    ReplayCommand.Create(TimeProvider.System),
    DemoCommand.Create(TimeProvider.System),
    ServeCommand.Create(TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
