using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Mentions;
using OrleansTwin.Normalization.Steps;

namespace OrleansTwin.Normalization;

/// <summary>
/// Event → what it means. Steps: find the entry, see whether the call had an effect, evaluate changes, targets, data access and
/// minting; a call outside the catalogue is looked through for what it mentions. Pure and safe for many threads.
/// </summary>
public sealed class Normalizer(ApiCatalogue catalogue)
{
    private readonly MentionScan _mentions = new(catalogue.Types);

    public NormalizedEvent Normalize(CloudEvent source)
    {
        var entry = catalogue.Find(source.Cloud, source.Service, source.Action);
        try
        {
            return entry is null ? Unknown(source) : Known(source, entry);
        }
        catch (InvalidOperationException)
        {
            // Text that is no valid UTF-16 (a lone surrogate escape) cannot be read: say so, keep the event.
            return new()
            {
                Action = entry?.Action ?? ActionOf(source),
                Phase = entry?.Phase ?? PhaseOf(source),
                Known = entry is { IsGeneral: false },
                Write = (entry?.Write ?? IsWrite(source)) && source.Outcome == Outcome.Success,
                Unreadable = true,
            };
        }
    }

    private NormalizedEvent Known(CloudEvent source, ApiEntry entry)
    {
        var succeeded = source.Outcome == Outcome.Success;
        if (entry.IsBare)
        {
            return new() { Action = entry.Action, Phase = entry.Phase, Known = true, Write = entry.Write && succeeded, Sensitive = entry.Sensitive, Targets = [.. source.Named] };
        }

        using var scope = new Scope(source, entry);
        var doubtful = source.Outcome == Outcome.Unknown;
        var effective = (succeeded || doubtful || source.Part == OperationPart.Ended) && source.Part != OperationPart.Begun && !(entry.Write && IsDryRun(scope));
        var built = new EventDraft(scope, catalogue.Types, entry, effective).Build();
        built = source.Part == OperationPart.Ended ? Ended(built, source.Outcome) : doubtful ? InDoubt(built) : built;
        return entry.IsGeneral ? built with { Known = false, Action = ActionOf(source) } : built;
    }

    /// <summary>
    /// The end of an operation confirms what its beginning told, and changes nothing further. One that failed takes back what was begun to be made, shows
    /// that what was begun to be deleted is there, and leaves in doubt what was begun to be changed.
    /// </summary>
    private static NormalizedEvent Ended(NormalizedEvent built, Outcome outcome) => built with
    {
        Write = false,
        Mint = null,
        Cascades = [],
        Changes = outcome == Outcome.Success ? [.. built.Changes.Select(static change => Doubts.Confirmed(change))]
            : outcome == Outcome.Unknown ? []
            : [.. built.Changes.Select(static change => Doubts.TakenBack(change))],
    };

    /// <summary>A write of which no record tells whether it had its effect: nothing is changed, and what it would have changed is known no more.</summary>
    private static NormalizedEvent InDoubt(NormalizedEvent built) => built with
    {
        Write = false,
        Mint = null,
        Cascades = [],
        Changes = [.. built.Changes.Where(static change => change.Kind is not ChangeKind.Observe).Select(static change => Doubts.Of(change))],
    };

    private NormalizedEvent Unknown(CloudEvent source)
    {
        var phase = PhaseOf(source);
        var effective = source.Outcome == Outcome.Success && source.Part == OperationPart.Whole && IsWrite(source);
        // What the record itself names goes before what its texts mention; AWS ids in records of other clouds are not looked for.
        var (targets, unreadable) = source.Cloud == Cloud.Aws && source.Named.IsEmpty ? _mentions.Of(source) : ([.. source.Named], false);
        return new()
        {
            Action = ActionOf(source),
            Phase = phase,
            Known = false,
            Write = effective,
            Targets = targets,
            Changes = effective ? MentionScan.Refer(source, targets, ActionOf(source), phase) : [],
            Unreadable = unreadable,
        };
    }

    private EventPhase PhaseOf(CloudEvent source) =>
        source.ReadOnly == true ? EventPhase.Read : catalogue.Verbs.PhaseOf(Operation.VerbOf(source.Cloud, source.Action));

    private bool IsWrite(CloudEvent source) => source.ReadOnly is { } readOnly ? !readOnly : PhaseOf(source) != EventPhase.Read;

/// <summary>The action of a call as the catalogue names it, whatever became of the call.</summary>
    public string ActionOf(Cloud cloud, string service, string name) => catalogue.Find(cloud, service, name) is { IsGeneral: false, Action: { } action } ? action : Named(cloud, service, name);

    private static string ActionOf(CloudEvent source) => Named(source.Cloud, source.Service, source.Action);

    private static string Named(Cloud cloud, string service, string name) =>
        $"{ApiName.ServiceOf(service)}:{(cloud == Cloud.Aws ? ApiName.WithoutVersion(name) : Operation.KeyOf(cloud, name))}";

    // Lambda and a few others answer a dry run with success; EC2 answers with an error.
    private static bool IsDryRun(Scope scope) => Value.Of(Shape.Member(scope.Part(RecordPart.Request), "dryRun")).AsText() == "true";
}
