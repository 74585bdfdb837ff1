namespace OrleansTwin.Pipeline.Coverage;

/// <summary>What a statement about seeing rests on.</summary>
public enum SeenBasis
{
    Nothing = 0,

    /// <summary>Such records came.</summary>
    Records = 1,

    /// <summary>The settings that the twin holds.</summary>
    Settings = 2,

    /// <summary>What the service does, whatever is set.</summary>
    Documentation = 3,
}
