using System.CommandLine;
using OrleansTwin.Commands;
using OrleansTwin.Demo;

var root = new RootCommand("OrleansTwin: a digital twin of cloud estates that detects attacks and tells what they mean.")
{
    ReplayCommand.Create(TimeProvider.System),
    DemoCommand.Create(TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
