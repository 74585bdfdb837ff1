namespace OrleansTwin.Detection.Scoring;

/// <summary>For whom what happened is new.</summary>
public enum Novelty
{
    None = 0,

    /// <summary>New for the subject, known to its account, or the account was not asked.</summary>
    Subject = 1,

    /// <summary>New for the subject and for its account.</summary>
    Account = 2,
}
