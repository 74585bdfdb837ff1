using System.CommandLine;

namespace OrleansTwin.Bench;

/// <summary><c>twin bench</c>: measures the whole pipeline under a fixed load (CONTRACTS).</summary>
internal static class BenchCommand
{
    private const int SecondsMax = 3_600;
    private const int RateMax = 1_000_000;
    private const int EntitiesMin = 1_000;
    private const int EntitiesMax = 5_000_000;

    public static Command Create(TimeProvider clock)
    {
        var scenario = new Option<string?>("--scenario") { Description = "objects: gzip objects of 100 accounts; trickle: records singly over 1,000 accounts at --rate; hot: one role makes 60 %; estate: changes only." };
        scenario.AcceptOnlyFromAmong([.. BenchScenario.All.Select(static one => one.Name)]);
        var cases = new Option<string[]>("--cases") { Description = "Recorded files instead of a scenario: a file or a folder." };
        var seconds = new Option<int>("--seconds") { Description = "Length of the load; with --rate it gives the number of events.", DefaultValueFactory = static _ => 10 };
        seconds.Validators.Add(result => Between(result, 1, SecondsMax));
        var rate = new Option<int?>("--rate") { Description = "Events a second (default 50,000; trickle and estate 20,000). Objects are read as fast as they are taken; trickle keeps the rate." };
        rate.Validators.Add(result => Between(result, 1, RateMax));
        var seed = new Option<ulong>("--seed") { Description = "Seed of the load.", DefaultValueFactory = static _ => 1 };
        var entities = new Option<int?>("--entities") { Description = "Entities of the load instead of the scenario's number; the figures then are of that number." };
        entities.Validators.Add(result => Between(result, EntitiesMin, EntitiesMax));
        var output = new Option<string>("--out") { Description = "File of the figures (JSON).", Required = true };
        var work = new Option<string?>("--work") { Description = "Folder for the load and the store; the disk it is on is the disk measured (default: a new temporary one, removed at the end)." };
        var command = new Command("bench", "Measures the whole pipeline under a fixed load: sources, rules, twin, cuts, journal.") { scenario, cases, seconds, rate, seed, entities, output, work };
        command.Validators.Add(result =>
        {
            if (result.GetValue(scenario) is null == (result.GetValue(cases) is null or []))
            {
                result.AddError("Give either --scenario or --cases.");
            }
        });
        command.SetAction((parsed, cancellationToken) => BenchRun.RunAsync(
            new(
                BenchScenario.All.FirstOrDefault(one => one.Name == parsed.GetValue(scenario)),
                parsed.GetValue(seconds),
                parsed.GetValue(rate),
                parsed.GetValue(seed),
                parsed.GetValue(entities),
                parsed.GetValue(cases) ?? [],
                parsed.GetValue(output)!,
                parsed.GetValue(work)),
            clock,
            cancellationToken));
        return command;
    }

    private static void Between(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < least || value > most))
        {
            result.AddError(FormattableString.Invariant($"{result.Option.Name} takes a whole number from {least} to {most}."));
        }
    }
}
