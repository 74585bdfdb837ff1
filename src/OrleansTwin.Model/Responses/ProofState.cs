namespace OrleansTwin.Model.Responses;

/// <summary>What the log says of an action that was carried out.</summary>
public enum ProofState
{
    /// <summary>The call is in the log, and nothing speaks against it.</summary>
    Proven = 0,

    /// <summary>The stated time is not over.</summary>
    NotYet = 1,

    /// <summary>The stated time is over and the log does not show it, or shows that it did not work.</summary>
    NotProven = 2,
}
