using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansTwin.Pipeline;

namespace OrleansTwin.Commands;

/// <summary>What <c>twin serve</c> runs with, from appsettings.json, the environment, --config and the command line, the later before the earlier.</summary>
internal sealed record ServeSettings(string Folder, IReadOnlyList<string> Urls, IReadOnlyList<string> Watched, TimeSpan Poll, bool KeepAllEvents, int? Gateway, RunConfig Config, SourceSettings Sources)
{
    private const string DefaultFolder = "twin-data";
    private const double PollSecondsMin = 0.2;
    private const double PollSecondsMax = 3_600;
    private const int PortMax = 65_535;
    private static readonly string[] Keys = ["Sources", "Urls", "Data", "Gateway", "History", "Intel", "Rules"];

    /// <summary>The settings, or null; then <paramref name="problems"/> names every problem with its key, else they are warnings.</summary>
    public static ServeSettings? Read(ServeOptions options, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var (configFile, data, urls, _) = options;
        var configuration = Configuration(configFile, found);
        var folder = data ?? configuration["Data"] ?? DefaultFolder;
        var watched = List(configuration, "Sources:Folders");
        for (var index = 0; index < watched.Count; index++)
        {
            if (!Directory.Exists(watched[index]))
            {
                found.Add($"Sources:Folders:{index.ToString(CultureInfo.InvariantCulture)}: `{watched[index]}` is not a folder that can be read; create it, or name another");
            }
            else if (IsWithin(folder, watched[index]))
            {
                found.Add($"Data: `{folder}` lies in the watched folder `{watched[index]}`; the server would read what it writes");
            }
        }

        var listen = ListenUrls.Parse(urls.Count > 0 ? "--urls" : "Urls", urls.Count > 0 ? urls : configuration["Urls"] is { } named ? [named] : List(configuration, "Urls"), found);
        var sources = SourceSettingsReader.Read(configuration, found);
        var poll = Number(configuration, "Sources:PollSeconds", 1, found);
        var keepAll = Flag(configuration, "History:KeepAllEvents", found);
        var gateway = Port(options.Gateway is null ? "Gateway" : "--gateway", options.Gateway ?? configuration["Gateway"], found);
        var config = RunConfigReader.Read(new(configFile, List(configuration, "Intel"), List(configuration, "Rules"), false) { OtherKeys = Keys }, out var told);
        if (File.Exists(folder))
        {
            found.Add($"Data: `{folder}` is a file; expected a folder");
        }

        if (config is null || found.Count > 0)
        {
            problems = config is null ? [.. found, .. told] : found;
            return null;
        }

        problems = told;
        return new(folder, listen.Count > 0 ? listen : [ListenUrls.Default], watched, TimeSpan.FromSeconds(poll), keepAll, gateway, config, sources);
    }

    private static IConfigurationRoot Configuration(string? file, List<string> problems)
    {
        try
        {
            var builder = new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory()).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables();
            if (file is not null && File.Exists(file))
            {
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            }

            return builder.Build();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or IOException)
        {
            problems.Add(error.InnerException is { } inner ? $"{error.Message} {inner.Message}" : error.Message);
            return new ConfigurationBuilder().Build();
        }
    }

    private static List<string> List(IConfiguration configuration, string key) => [.. configuration.GetSection(key).GetChildren().Select(static child => child.Value).OfType<string>()];

    private static double Number(IConfiguration configuration, string key, double otherwise, List<string> problems)
    {
        if (configuration[key] is not { } text)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= PollSecondsMin and <= PollSecondsMax)
        {
            return number;
        }

        problems.Add(FormattableString.Invariant($"{key}: `{text}` is not allowed; expected a number from {PollSecondsMin} to {PollSecondsMax}"));
        return otherwise;
    }

    private static int? Port(string key, string? text, List<string> problems)
    {
        if (text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= PortMax))
        {
            return text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
        }

        problems.Add(FormattableString.Invariant($"{key}: `{text}` is not allowed; expected a port from 0 (a free one) to {PortMax}"));
        return null;
    }

    private static bool Flag(IConfiguration configuration, string key, List<string> problems)
    {
        if (configuration[key] is not { } text || bool.TryParse(text, out var flag))
        {
            return configuration[key] is { } given && bool.Parse(given);
        }

        problems.Add($"{key}: `{text}` is not allowed; expected true or false");
        return flag;
    }

    private static bool IsWithin(string inner, string outer)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(outer), Path.GetFullPath(inner));
        return relative == "." || !(relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}
