namespace OrleansTwin.Tests.Stages.Rules;

/// <summary>The tactic of a label such as <c>TA0005:T1562</c>, as rules name it.</summary>
internal static class RecordedTactic
{
    public static string Of(string label) => label.Split(':')[0] switch
    {
        "TA0001" => "initial-access",
        "TA0002" => "execution",
        "TA0003" => "persistence",
        "TA0004" => "privilege-escalation",
        "TA0005" => "defense-evasion",
        "TA0006" => "credential-access",
        "TA0007" => "discovery",
        "TA0008" => "lateral-movement",
        "TA0009" => "collection",
        "TA0010" => "exfiltration",
        "TA0040" => "impact",
        var other => other,
    };
}
