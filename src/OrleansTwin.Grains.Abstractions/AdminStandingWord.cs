namespace OrleansTwin.Grains.Abstractions;

/// <summary>Whether an identity is administrator of its account.</summary>
public enum AdminStandingWord
{
    /// <summary>A policy or fact that decides was not seen.</summary>
    Unknown = 0,
    No = 1,
    ViaEscalation = 2,
    Direct = 3,
}
