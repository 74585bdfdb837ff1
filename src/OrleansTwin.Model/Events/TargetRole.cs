namespace OrleansTwin.Model.Events;

/// <summary>What part a target plays in the call.</summary>
public enum TargetRole
{
    /// <summary>What the call is about.</summary>
    Primary = 0,

    /// <summary>What the call relates the primary target to (the role attached, the subnet used).</summary>
    Related = 1,

    /// <summary>The container of the primary target (the bucket of an object, the table of an item).</summary>
    Container = 2,

    /// <summary>Named somewhere in the record, meaning not known.</summary>
    Mentioned = 3,
}
