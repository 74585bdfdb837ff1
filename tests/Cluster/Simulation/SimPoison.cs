namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>How applying a record breaks things.</summary>
internal enum SimPoison
{
    None = 0,

    /// <summary>The entity's call fails.</summary>
    Throws,

    /// <summary>The whole process goes down.</summary>
    Crashes,
}
