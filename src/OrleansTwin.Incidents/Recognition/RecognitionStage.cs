using System.Buffers;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Recognition;

/// <summary>
/// Takes an identity for a person, a pipeline, a workload or a vendor by signs that add up, each with its reason. Signs that disagree,
/// or too few of them, give <see cref="IdentityKind.Unknown"/> with what was seen. Names are no sign.
/// </summary>
public static class RecognitionStage
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const int ActiveDaysMin = 3;
    private const int BusyHoursMin = 20;
    private const int RestHoursMin = 8;
    private const long CallsMin = 50;
    private const int FewActions = 8;

    public static RecognisedIdentity Recognise(IdentityProfile profile)
    {
        var knowledge = RecognitionKnowledge.Current;
        var signs = SignsOf(profile, knowledge);
        var found = knowledge.Signs.Where(sign => signs.Contains(sign.Sign)).ToList();
        var kinds = found.GroupBy(static sign => sign.Kind).Select(static group => (Kind: group.Key, Points: group.Sum(static sign => sign.Points)))
            .OrderByDescending(static kind => kind.Points).ThenBy(static kind => kind.Kind).ToList();
        if (kinds.Count == 0)
        {
            return new(profile.Id, IdentityKind.Unknown, Confidence.Weak, ["nothing that tells what it is was seen"], profile.Evidence);
        }

        var lead = kinds.Count > 1 ? kinds[0].Points - kinds[1].Points : kinds[0].Points;
        if (kinds[0].Points < knowledge.Enough || lead < knowledge.Lead)
        {
            var why = found.Select(static sign => $"{sign.Why} ({sign.Kind.ToString().ToLowerInvariant()})");
            return new(profile.Id, IdentityKind.Unknown, Confidence.Weak, why.Prepend("the signs are too few or disagree").ToValueArray(), profile.Evidence);
        }

        var confidence = kinds[0].Points >= knowledge.Sure ? Confidence.Strong : Confidence.Weak;
        return new(profile.Id, kinds[0].Kind, confidence, found.Where(sign => sign.Kind == kinds[0].Kind).Select(static sign => sign.Why).ToValueArray(), profile.Evidence);
    }

    private static HashSet<string> SignsOf(IdentityProfile profile, RecognitionKnowledge knowledge)
    {
        var signs = new HashSet<string>(StringComparer.Ordinal);
        Add("root", Arn.TryParse(profile.Id.Value, out var arn) && arn is { Service: "iam", Resource: "root" });
        Add("serviceLinked", arn.Resource?.StartsWith("role/aws-service-role/", StringComparison.Ordinal) == true);
        Add("consoleSignIn", profile.ConsoleSignIn);
        Add("mfa", profile.Mfa == true);
        Add("browserAgent", Holds(profile.Agents, knowledge.BrowserAgents));
        Add("deployAgent", Holds(profile.Agents, knowledge.DeployAgents));
        Add("sdkAgent", Holds(profile.Agents, knowledge.SdkAgents));
        Add("ciFederation", Holds(profile.Federations, knowledge.CiIssuers));
        Add("identityCenter", profile.Federations.Any(static name => name.Contains(":saml-provider/", StringComparison.Ordinal) || name.Contains("identitystore", StringComparison.Ordinal))
            || arn.Resource?.StartsWith("role/aws-reserved/sso.amazonaws.com/", StringComparison.Ordinal) == true);
        Add("workloadSession", profile.Sessions.Any(IsWorkloadSession) || profile.Federations.Any(static name => name.Contains("system:serviceaccount:", StringComparison.Ordinal)));
        Add("outsideAccount", !profile.OutsideAccounts.IsEmpty);
        Add("externalId", profile.ExternalId == true);
        Add("writesMostly", profile.Calls >= CallsMin && profile.Writes * 2 > profile.Calls);
        Add("readsMostly", profile.Calls >= CallsMin && profile.Writes * 50 < profile.Calls);
        Add("fewActions", profile.Calls >= CallsMin && profile.DistinctActions is > 0 and <= FewActions);
        var busy = profile.HoursOfDay.Count(static calls => calls > 0);
        var isJudged = profile.ActiveDays >= ActiveDaysMin && profile.Calls >= CallsMin && profile.HoursOfDay.Count == 24;
        Add("aroundTheClock", isJudged && busy >= BusyHoursMin);
        Add("officeHours", isJudged && 24 - busy >= RestHoursMin);
        return signs;

        void Add(string sign, bool holds)
        {
            if (holds)
            {
                signs.Add(sign);
            }
        }
    }

    private static bool Holds(ValueArray<string> values, string[] words) =>
        values.Any(value => Array.Exists(words, word => value.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Session names that services give: an instance id, or the name of a function or task by its runtime (IAM User Guide, role session names of services).</summary>
    private static bool IsWorkloadSession(string session) =>
        (session.StartsWith("i-", StringComparison.Ordinal) && session.Length is 10 or 19 && !session.AsSpan(2).ContainsAnyExcept(HexDigits))
        || session.StartsWith("ecs-", StringComparison.Ordinal) || session.StartsWith("eks-", StringComparison.Ordinal) || session.StartsWith("awslambda_", StringComparison.Ordinal);
}
