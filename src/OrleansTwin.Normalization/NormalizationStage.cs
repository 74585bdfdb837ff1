using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Catalogue;

namespace OrleansTwin.Normalization;

/// <summary>
/// The stage's steps in order: find the entry, phase, changes (only of a call that had an effect), targets, data access, mint.
/// A call outside the catalogue keeps its actor and the entities it mentions, and says that its meaning is not known.
/// </summary>
public static partial class NormalizationStage
{
    private const string DryRun = "Client.DryRunOperation";
    private const int MentionsMax = 16;

    public static NormalizedEvent Normalize(CloudEvent recorded)
    {
        var bare = CatalogueStore.Bare(recorded.Action);
        var store = CatalogueStore.Shipped;
        if (store.Find(recorded.Service, bare) is not { } entry)
        {
            return Unknown(recorded, bare);
        }

        using var parts = new RecordParts(recorded);
        var action = $"{entry.File.Service}:{bare}";
        var phase = Enum.Parse<EventPhase>(entry.Action.Phase, ignoreCase: true);
        var effective = recorded.Outcome == Outcome.Success && recorded.ErrorCode != DryRun;
        var at = new EventOrder(recorded.Time.UtcTicks, phase, recorded.Id);
        var changes = entry.Action.Changes.SelectMany(change => ChangeMaker.Make(change, at, action, parts, store)).ToList();
        var targets = changes.Select(static change => new Target(change.Entity.Id, change.Entity.Type, TargetRole.Primary))
            .Concat(entry.Action.Targets.SelectMany(target => EntityText.Resolve(target, parts, store)).Select(static found => new Target(found.Id, found.Type, TargetRole.Primary)))
            .Concat(changes.SelectMany(static change => change.Relations).Where(static relation => !relation.To.IsNone).Select(static relation => new Target(relation.To, relation.ToType, TargetRole.Related)));
        var data = Data(entry.Action, recorded, parts, store);
        return new()
        {
            Phase = phase,
            Known = true,
            Action = action,
            Write = effective && changes.Count > 0,
            Changes = effective ? [.. changes] : [],
            Targets = [.. targets.Concat(data is null ? [] : [new Target(data.Entity, data.Type, TargetRole.Container)]).DistinctBy(static target => target.Id)],
            Data = data,
            Mint = effective ? Mint(entry.Action, action, recorded, parts, store) : null,
            Sensitive = entry.Action.Sensitive,
            Unreadable = parts.Unreadable,
        };
    }

    /// <summary>Service and API of every entry, and whether it writes.</summary>
    public static IEnumerable<(string Service, string Action, bool Writes)> Catalogued => CatalogueStore.Shipped.All;

    private static NormalizedEvent Unknown(CloudEvent recorded, string bare) => new()
    {
        Phase = VerbPhase(bare, recorded.ReadOnly),
        Action = $"{recorded.Service.Replace(".amazonaws.com", string.Empty, StringComparison.Ordinal)}:{bare}",
        Targets = [.. Mentions(recorded)],
    };

    private static EventPhase VerbPhase(string action, bool? readOnly) =>
        readOnly == true ? EventPhase.Read
        : action.StartsWith("Create", StringComparison.Ordinal) || action.StartsWith("Run", StringComparison.Ordinal) ? EventPhase.Create
        : action.StartsWith("Delete", StringComparison.Ordinal) || action.StartsWith("Terminate", StringComparison.Ordinal) ? EventPhase.Delete
        : action.StartsWith("Detach", StringComparison.Ordinal) || action.StartsWith("Disassociate", StringComparison.Ordinal) ? EventPhase.Detach
        : EventPhase.Change;

    // Any ARN in the record's own parts is something it speaks of; what it does to it is not known.
    private static IEnumerable<Target> Mentions(CloudEvent recorded)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in (ReadOnlyMemory<byte>[])[recorded.Resources, recorded.Request, recorded.Response])
        {
            if (part.IsEmpty)
            {
                continue;
            }

            foreach (var match in ArnText().Matches(System.Text.Encoding.UTF8.GetString(part.Span)).Cast<Match>())
            {
                var found = match.Value;
                if (seen.Count < MentionsMax && Arn.TryParse(found, out var arn) && !found.Contains('*', StringComparison.Ordinal) && seen.Add(Owner(arn)))
                {
                    yield return new(new(Owner(arn)), string.Empty, TargetRole.Mentioned);
                }
            }
        }
    }

    // An object belongs to its bucket, a session to its role.
    private static string Owner(Arn arn)
    {
        if (arn.Service == "s3")
        {
            return $"arn:{arn.Partition}:s3:::{arn.Resource.Split('/')[0]}";
        }

        return arn.Service == "sts" && arn.ResourceType == "assumed-role"
            ? $"arn:{arn.Partition}:iam::{arn.Account}:role/{arn.ResourceName.Split('/')[0]}"
            : arn.Value;
    }

    private static DataAccess? Data(CatalogueAction action, CloudEvent recorded, RecordParts parts, CatalogueStore store)
    {
        if (action.Data is not { } text)
        {
            return null;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var entity = EntityText.Resolve(text[(space + 1)..], parts, store).FirstOrDefault();
        if (entity is null)
        {
            return null;
        }

        var bytes = recorded.Category == EventCategory.Data && long.TryParse(PathText.Texts("add.bytesTransferredOut", parts).FirstOrDefault(), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var sent) ? sent : (long?)null;
        return new(entity.Id, entity.Type, Enum.Parse<DataVerb>(text[..space], ignoreCase: true), bytes);
    }

    private static CredentialMint? Mint(CatalogueAction action, string name, CloudEvent recorded, RecordParts parts, CatalogueStore store)
    {
        if (action.Mint is not { } mint || EntityText.Resolve(mint.Principal, parts, store).FirstOrDefault() is not { } principal)
        {
            return null;
        }

        string? Text(string? path) => path is null ? null : PathText.Texts(path, parts).FirstOrDefault();
        var key = Text(mint.Key);
        return new()
        {
            KeyId = key,
            Principal = principal.Id,
            PrincipalType = principal.Type,
            Session = Text(mint.Session),
            By = recorded.Actor,
            SourceIdentity = Text(mint.SourceIdentity),
            Federation = Text(mint.Federation),
            UniqueId = Text(mint.UniqueId),
            Basis = key is null ? "session" : "minted",
            Action = name,
        };
    }

    [GeneratedRegex(@"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:[A-Za-z0-9_/.:*@=+,-]+", RegexOptions.None, 1000)]
    private static partial Regex ArnText();
}
