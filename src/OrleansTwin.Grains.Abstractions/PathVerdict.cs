namespace OrleansTwin.Grains.Abstractions;

/// <summary>Whether a path leads from one entity to another.</summary>
public enum PathVerdict
{
    /// <summary>None was found, and policies that may open one were not seen.</summary>
    NotKnown = 0,

    /// <summary>None was found within the bounds, and nothing that bears on it is known to be unseen.</summary>
    None = 1,

    /// <summary>The surest one rests on what is conditional or not known.</summary>
    Possible = 2,
    Certain = 3,
}
