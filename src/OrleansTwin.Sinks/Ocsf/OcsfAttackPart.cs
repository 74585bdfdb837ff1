namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF objects <c>technique</c>, <c>sub_technique</c> and <c>tactic</c>: what of both is known.</summary>
internal sealed record OcsfAttackPart(string? Uid, string? Name);
