using System.Buffers;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Twin.Lineage;

/// <summary>
/// Follows a caller to the human or workload behind it, by the strongest link first:
/// a minted key, a source identity, a workload the record names, a session begun at the recorded second, a session name.
/// Source: "CloudTrail userIdentity element"; the confidence is that of the weakest link of the chain.
/// </summary>
public static class LineageStage
{
    /// <summary>Longest chain of roles followed.</summary>
    public const int ChainMax = 8;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static Behind Resolve(ActorTrace trace, MintIndex mints) => Resolve(trace, mints, 0, Confidence.Proven);

    private static Behind Resolve(ActorTrace trace, MintIndex mints, int depth, Confidence so)
    {
        if (depth >= ChainMax)
        {
            return new(new(trace.Principal), "chain", Confidence.Weak, ["the chain is longer than is followed"]);
        }

        if (Minted(trace, mints) is { } mint)
        {
            return Resolve(Caller(mint), mints, depth + 1, so);
        }

        return Named(trace, so) ?? Begun(trace, mints, depth, so) ?? Direct(trace, so) ?? Weak(trace);
    }

    private static Mint? Minted(ActorTrace trace, MintIndex mints)
    {
        if (trace.Credential is null || mints.ByCredential(trace.Credential) is not { } mint)
        {
            return null;
        }

        // A user's own long-lived key was handed out by whoever made it, but it is the user's from then on.
        return trace.Credential.StartsWith("AKIA", StringComparison.Ordinal) || mint.Principal.Value == mint.By.Id && mint.Session is null ? null : mint;
    }

    private static ActorTrace Caller(Mint mint) => ActorTrace.Of(mint.By) with
    {
        SourceIdentity = mint.SourceIdentity ?? mint.By.SourceIdentity,
        Federation = mint.Federation ?? mint.By.Federation,
    };

    private static Behind? Named(ActorTrace trace, Confidence so)
    {
        if (trace.SourceIdentity is { Length: > 0 } source)
        {
            return new(new($"identity:{source}"), "sourceIdentity", Least(so, Confidence.Proven), []);
        }

        if (trace.OnBehalfOf is { Length: > 0 } user)
        {
            return new(new($"identity:{user}"), "onBehalfOf", Least(so, Confidence.Proven), []);
        }

        if (trace.InScopeOf is { Length: > 0 } scope)
        {
            return new(new(scope), "inScopeOf", Least(so, Confidence.Strong), []);
        }

        if (trace.Federation is { Length: > 0 } federation)
        {
            return new(new($"federated:{federation}"), "federation", Least(so, Confidence.Strong), []);
        }

        return InstanceOf(trace) is { } instance
            ? new(instance, "instance", Least(so, trace.RoleDelivery is null ? Confidence.Strong : Confidence.Proven), [])
            : null;
    }

    /// <summary>The instance whose profile delivered the session, where the session is named after it.</summary>
    public static EntityId? InstanceOf(ActorTrace trace)
    {
        if (trace.Session is not { Length: > 2 } session || !session.StartsWith("i-", StringComparison.Ordinal) || session.AsSpan(2).ContainsAnyExcept(HexDigits))
        {
            return null;
        }

        // The record does not tell the instance's region: the id alone names it here.
        return new EntityId($"aws:instance:{session}");
    }

    private static Behind? Begun(ActorTrace trace, MintIndex mints, int depth, Confidence so)
    {
        if (trace.Session is null)
        {
            return null;
        }

        var begun = mints.BySession(new(trace.Principal), trace.Session);
        if (begun.Count == 0)
        {
            return null;
        }

        if (trace.SessionStarted is { } started)
        {
            foreach (var mint in begun)
            {
                if (Math.Abs((mint.At.Time - started).TotalSeconds) <= 1)
                {
                    return Resolve(Caller(mint), mints, depth + 1, Least(so, Confidence.Strong));
                }
            }

            return null;
        }

        // One caller ever began sessions of this name: its sessions are its own, as far as seen.
        var callers = begun.Select(static mint => mint.By.Id).Distinct(StringComparer.Ordinal).ToList();
        return callers.Count == 1 ? Resolve(Caller(begun[0]), mints, depth + 1, Least(so, Confidence.Strong)) : null;
    }

    private static Behind? Direct(ActorTrace trace, Confidence so)
    {
        var direct = trace.Type is ActorType.IamUser or ActorType.Root or ActorType.IdentityCenterUser or ActorType.AwsService
            || (trace.Type == ActorType.Unknown && trace.Session is null && new EntityId(trace.Principal).Kind == EntityKind.Identity && !trace.Principal.Contains(":role/", StringComparison.Ordinal));
        return direct && trace.Principal.Length > 0 ? new(new(trace.Principal), "direct", so, []) : null;
    }

    private static Behind Weak(ActorTrace trace) => new(
        new(trace.Session is null ? trace.Principal : $"{trace.Principal}/{trace.Session}"),
        trace.Session is null ? "principal" : "session",
        Confidence.Weak,
        ["the call that began this session"]);

    private static Confidence Least(Confidence one, Confidence other) => one < other ? one : other;
}
