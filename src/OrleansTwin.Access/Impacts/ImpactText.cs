using System.Globalization;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>The one sentence of an impact: what the worst finding says, or what ended, because of which call by whom.</summary>
internal static class ImpactText
{
    private const int TextMax = 600;
    private const string Lost = "can no longer";

    // What a person wants to hear first among findings of equal weight.
    private static readonly FindingKind[] Order =
    [
        FindingKind.AdminPrivileges, FindingKind.CrownJewelAccess, FindingKind.PrivilegeEscalation, FindingKind.InternetExposed, FindingKind.ExternalAccess,
        FindingKind.LoggingDisabled, FindingKind.OverPermissive, FindingKind.DataAccess, FindingKind.InsecureIdentity, FindingKind.HighPrivileges,
        FindingKind.EncryptionRemoved, FindingKind.SegmentationBreach, FindingKind.Misconfiguration,
    ];

    public static int RankOf(FindingKind kind) => Array.IndexOf(Order, kind) is >= 0 and var rank ? rank : Order.Length;

    public static string Of(ResourceChange change, IReadOnlyList<ImpactFinding> findings, ValueArray<Gain> gained, ValueArray<Gain> lost)
    {
        var because = $", because of {ActionOf(change.Action)} by {EntityNames.NameOf(change.Actor)}";
        if (findings.Count > 0)
        {
            var lead = findings[0];
            return Cut($"{(lead.Certainty == Certainty.Certain ? string.Empty : "possibly ")}{lead.Reason}", because);
        }

        return gained.Count > 0 ? Cut(Row(gained[0], "can now", gained.Count), because)
            : lost.Count > 0 ? Cut(Row(lost[0], Lost, lost.Count), because)
            : Cut($"{EntityNames.NameOf(change.Entity.Id)} changed", because);
    }

    private static string Row(Gain gain, string verb, int rows)
    {
        var sentence = gain.Can == AbilityStage.NotKnown ? Unseen(gain, verb) : $"{EntityNames.NameOf(gain.Who)} {verb} {gain.Can} {(gain.Can.StartsWith("connect", StringComparison.Ordinal) ? "to " : string.Empty)}{EntityNames.NameOf(new EntityId(gain.What))}";
        return rows == 1 ? sentence : string.Create(CultureInfo.InvariantCulture, $"{sentence} (and {rows - 1} more)");
    }

    // What is not known is said as such, with the reason: "what app can now do is not known (…)".
    private static string Unseen(Gain gain, string verb) =>
        $"what {EntityNames.NameOf(gain.Who)} {(verb == Lost ? "could do" : "can now do")} is not known{(gain.Conditions.IsEmpty ? string.Empty : $" ({string.Join("; ", gain.Conditions)})")}";

    private static string ActionOf(string action) => action.Length == 0 ? "a change" : action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string Cut(string text, string because) => text.Length <= TextMax ? text + because : string.Concat(text.AsSpan(0, TextMax), "…", because);
}
