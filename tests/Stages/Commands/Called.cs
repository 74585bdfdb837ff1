using System.CommandLine;
using System.Text.Json;
using OrleansTwin.Commands.Answers;

namespace OrleansTwin.Tests.Stages.Commands;

/// <summary>A command called in this process, as the executable calls it.</summary>
internal sealed record Called(int Status, string Out, string Error)
{
    public IReadOnlyList<JsonElement> Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];

    public static Called With(params string[] arguments) => Of(null, arguments);

    /// <param name="stored">What <c>--data</c> reads.</param>
    public static Called Of(IStoredEstates? stored, params string[] arguments)
    {
        var root = new RootCommand();
        foreach (var command in AnswerCommands.All(stored))
        {
            root.Add(command);
        }

        var (output, error) = (new StringWriter(), new StringWriter());
        var parsed = root.Parse(arguments);
        var status = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        return new(parsed.Errors.Count > 0 ? ExitStatus.Usage : status, output.ToString(), error.ToString());
    }
}
