namespace OrleansTwin.Incidents.Response;

/// <summary>The command for some of the action's types, argument by argument, the API operation behind it, and the command that takes it back (empty: none is known).</summary>
internal sealed record ResponseVariant(string[] Types, string[] Command, string Operation, string[] Rollback);
