namespace OrleansTwin.Model.Events;

/// <summary>What another product's finding is about.</summary>
public enum FindingClass
{
    /// <summary>Something happens that looks like an attack.</summary>
    Threat = 0,

    /// <summary>Something is set up against a recommendation.</summary>
    Posture = 1,

    Vulnerability = 2,

    /// <summary>What kind of data a store holds.</summary>
    DataClass = 3,
}
