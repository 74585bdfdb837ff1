using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// From a read record to what it says about each entity. Steps: normalise; gather the changes by entity; observe the actor, the stores
/// and the addresses; keep what windows need; write the history record with what the rules said of it. Depends on nothing but the record.
/// </summary>
public static class PrepareStage
{
    public static PreparedEvent Prepare(CloudEvent recorded, RuleFindings rules)
    {
        var normalized = recorded.Flow is null ? NormalizationStage.Normalize(recorded) : new NormalizedEvent { Phase = EventPhase.Read, Known = true, Action = "vpc-flow:Flow" };
        var order = new EventOrder(recorded.Time.UtcTicks, normalized.Phase, recorded.Id);
        var sheet = new ContributionSheet(order);
        foreach (var change in normalized.Changes)
        {
            sheet.Change(change);
        }

        if (recorded.Flow is null)
        {
            // What another product finds of somebody is no call of his.
            if (recorded.Finding is null)
            {
                CallObservations.Observe(sheet, recorded, normalized);
            }

            foreach (var target in normalized.Targets)
            {
                sheet.Refer(target, recorded, normalized.Action);
            }
        }
        else
        {
            FlowObservations.Observe(sheet, recorded, recorded.Flow);
        }

        var record = Record(recorded, normalized, rules);
        return new()
        {
            Order = order,
            Fingerprint = StableHash.Fingerprint(recorded.Account, recorded.Id),
            Account = recorded.Account,
            Contributions = sheet.ToContributions(),
            Mint = normalized.Mint is { } mint ? MintOf(mint, order) : null,
            Record = record,
            Signals = rules.Hits.Count == 0 ? [] : rules.Hits.Select(hit => RuleSignalStage.Of(hit, record)).ToValueArray(),
            Notable = IsNotable(recorded, normalized),
            CopyRank = EventCopies.Rank(recorded),
            Lost = recorded.Flow is { LogStatus: "SKIPDATA" } flow ? new(recorded.Format, order, FlowObservations.WorkloadOf(recorded, flow) ?? EntityId.Account(recorded.Account), flow.Start, flow.End) : null,
        };
    }

    /// <summary>Part of its actor's story whatever else is known: it changed something, was refused, or read what is worth stealing.</summary>
    private static bool IsNotable(CloudEvent recorded, NormalizedEvent normalized) =>
        recorded.Flow is null && !recorded.Actor.ViaService
        && (recorded.ReadOnly == false || recorded.Outcome == Outcome.Denied || normalized.Sensitive || normalized.Data is not null || normalized.Mint is not null);

    private static EventRecord Record(CloudEvent recorded, NormalizedEvent normalized, RuleFindings rules) => new()
    {
        Id = recorded.Id,
        Time = recorded.Time,
        Source = recorded.Format,
        Cloud = recorded.Cloud,
        Account = recorded.Account,
        Region = recorded.Region,
        Action = recorded.Action,
        Service = recorded.Service,
        Category = recorded.Category,
        ReadOnly = recorded.ReadOnly,
        Actor = recorded.Actor,
        SourceIp = recorded.SourceIp,
        UserAgent = recorded.UserAgent,
        Outcome = recorded.Outcome,
        ErrorCode = recorded.ErrorCode,
        Targets = normalized.Targets.ToValueArray(),
        Phase = normalized.Phase,
        Position = recorded.Position,
        Notable = IsNotable(recorded, normalized),
        Matches = rules.Kept.ToValueArray(),
        Finding = recorded.Finding,
    };

    private static Mint MintOf(CredentialMint mint, EventOrder order) => new()
    {
        At = order,
        Credential = mint.KeyId ?? string.Empty,
        Principal = mint.Principal,
        Session = mint.Session,
        By = mint.By,
        SourceIdentity = mint.SourceIdentity,
        Action = mint.Action,
        Federation = mint.Federation,
    };
}
