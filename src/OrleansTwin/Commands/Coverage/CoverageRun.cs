using System.Globalization;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Pipeline.Coverage;

namespace OrleansTwin.Commands.Coverage;

/// <summary>The steps of <c>twin coverage</c>: read the estate, map it, write.</summary>
internal static class CoverageRun
{
    /// <summary>Warnings shown; the rest is counted.</summary>
    private const int ToldMax = 20;

    public static int Run(EstateQuestion asked, IStoredEstates? stored, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if ((asked.Data is null ? EstateReading.Read(asked, problems) : EstateReading.Stored(asked, stored, problems)) is not { } estate)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Kind", "What", "Seen", "Why"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        foreach (var row in BlindSpotMap.Of(estate.View, estate.Listed, estate.Config.Rules is { } rules ? RuleNeedStage.Of(rules) : []))
        {
            var (about, seen, why) = row.ToCells();
            answers.Add(row.ToJson(), row.Kind, about, seen, why);
        }

        problems.Take(ToldMax).ToList().ForEach(problem => AnswerRun.Tell(streams, problem));
        if (problems.Count > ToldMax)
        {
            AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{problems.Count - ToldMax} more problems of the input"));
        }

        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }
}
