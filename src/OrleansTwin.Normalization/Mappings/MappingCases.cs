using System.Globalization;
using System.Text;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>Holds the test records of a mapping file against the mapping.</summary>
public static class MappingCases
{
    /// <summary>The cases that give something else, with what they give.</summary>
    public static IEnumerable<(long Line, string Message)> Try(SourceMapping mapping)
    {
        foreach (var one in mapping.Cases)
        {
            if (!MappedReader.TryRead(mapping, new(mapping.Name, 0), Encoding.UTF8.GetBytes(one.Record), ReadingDefaults, out var read, out var letter))
            {
                yield return (one.Line, $"the record is not read: {letter!.Reason}");
                continue;
            }

            foreach (var (field, expected) in one.Gives)
            {
                var actual = Field(read!, field);
                if (actual != expected)
                {
                    yield return (one.Line, $"`{field}` is `{actual}`; the case says `{expected}`");
                }
            }
        }
    }

    private static Reading.ReadingLimits ReadingDefaults => Reading.ReadingLimits.Default;

    /// <summary>A field of an event as cases write it; empty where not told.</summary>
    private static string Field(CloudEvent read, string field) => field switch
    {
        "time" => read.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "id" => read.Id,
        "action" => read.Action,
        "service" => read.Service,
        "account" => read.Account,
        "region" => read.Region,
        "category" => read.Category.ToString(),
        "readOnly" => read.ReadOnly?.ToString().ToLowerInvariant() ?? string.Empty,
        "actor" => read.Actor.Id,
        "actorType" => read.Actor.Type.ToString(),
        "actorName" => read.Actor.Name ?? string.Empty,
        "session" => read.Actor.Session ?? string.Empty,
        "onBehalfOf" => read.Actor.OnBehalfOf ?? string.Empty,
        "credential" => read.Actor.Credential ?? string.Empty,
        "mfa" => read.Actor.Mfa?.ToString().ToLowerInvariant() ?? string.Empty,
        "sourceIp" => read.SourceIp ?? string.Empty,
        "userAgent" => read.UserAgent ?? string.Empty,
        "outcome" => read.Outcome.ToString(),
        "errorCode" => read.ErrorCode ?? string.Empty,
        "part" => read.Part.ToString(),
        "rules" => read.RuleLog ?? string.Empty,
        "finding" => read.Finding?.Id ?? string.Empty,
        "findingTitle" => read.Finding?.Title ?? string.Empty,
        "findingClass" => read.Finding?.Class.ToString() ?? string.Empty,
        "findingSeverity" => read.Finding?.Severity?.ToString() ?? string.Empty,
        "findingClosed" => read.Finding?.Closed.ToString().ToLowerInvariant() ?? string.Empty,
        "findingTactics" => string.Join(' ', read.Finding?.Tactics ?? default),
        "findingTechniques" => string.Join(' ', read.Finding?.Techniques ?? default),
        "targets" => string.Join(' ', read.Named.Select(static target => target.Id.Value)),
        "targetTypes" => string.Join(' ', read.Named.Select(static target => target.Type)),
        _ => $"(no such field: {field})",
    };
}
