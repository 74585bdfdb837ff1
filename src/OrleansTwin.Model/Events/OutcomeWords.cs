namespace OrleansTwin.Model.Events;

/// <summary>An outcome in words for people.</summary>
public static class OutcomeWords
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.Denied => "denied",
        Outcome.Failure => "failure",
        Outcome.Throttled => "throttled",
        Outcome.Unknown => "outcome not told",
        _ => "outcome not told",
    };
}
