using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;
using static OrleansTwin.Access.WhatIf.Changes.ChangeJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>A CloudTrail record as edits (the API references of the services say what each parameter does).</summary>
internal static class LoggedChanges
{
    private static readonly FrozenDictionary<string, Func<LoggedCall, IEnumerable<WhatIfEdit>>> ByCall = IamCalls.All.Concat(ResourceCalls.All).Concat(NetworkCalls.All)
        .ToFrozenDictionary(static c => c.Key, static c => c.Value, StringComparer.Ordinal);

    public static bool Is(JsonElement root) => Text(root, "eventName") is not null && Text(root, "eventSource") is not null;

    public static ChangeSet Read(JsonElement record, string contentId, ChangeOptions options)
    {
        var service = Required(record, "eventSource").Replace(".amazonaws.com", string.Empty, StringComparison.Ordinal);
        var call = $"{service}:{Bare(Required(record, "eventName"))}";
        var set = new ChangeSet(Text(record, "eventID") ?? contentId, call, [])
        {
            Time = DateTimeOffset.TryParse(Text(record, "eventTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null,
            Actor = Nested(record, "userIdentity", "sessionContext", "sessionIssuer", "arn") ?? Nested(record, "userIdentity", "arn"),
        };
        if (Text(record, "errorCode") is { } error)
        {
            return set with { NotDecided = [new(call, $"the call failed with {error}, so it changed nothing")] };
        }

        if (!ByCall.TryGetValue(call, out var read))
        {
            return record.TryGetProperty("readOnly", out var readOnly) && readOnly.ValueKind is JsonValueKind.True ? set : set with { NotDecided = [new(call, "what this call changes is not modelled on a snapshot")] };
        }

        var account = Text(record, "recipientAccountId") ?? Nested(record, "userIdentity", "accountId") ?? options.Account ?? throw new ChangeProblem("the record names no account");
        try
        {
            return set with { Edits = [.. read(new(account, Text(record, "awsRegion") ?? options.Region ?? "us-east-1", Part(record, "requestParameters"), Part(record, "responseElements")))] };
        }
        catch (ChangeProblem problem)
        {
            return set with { NotDecided = [new(call, problem.Message)] };
        }
    }

    /// <summary>Lambda writes the version of its API behind the name.</summary>
    private static string Bare(string name)
    {
        var digit = name.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 0 && name.Length - digit >= 8 ? name[..digit] : name;
    }
}
