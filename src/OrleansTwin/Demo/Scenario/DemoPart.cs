namespace OrleansTwin.Demo.Scenario;

/// <summary>The parts of the scenario, in order of event time.</summary>
internal enum DemoPart
{
    /// <summary>The estate is built.</summary>
    Building,

    /// <summary>A week of ordinary work.</summary>
    Week,

    /// <summary>The night of the attack, with ordinary traffic beside it.</summary>
    Attack,
}
