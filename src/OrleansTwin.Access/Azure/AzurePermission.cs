using OrleansTwin.Access.Azure.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>One permission of a role definition or deny assignment: what it names, without what it leaves out, under its condition.</summary>
internal sealed record AzurePermission(ActionPatterns Actions, ActionPatterns NotActions, ActionPatterns DataActions, ActionPatterns NotDataActions, AzureCondition? Condition)
{
    /// <summary>The pattern that names an operation, and the one that leaves it out again.</summary>
    public (string? Named, string? LeftOut) Match(AzureRequest request)
    {
        var named = (request.IsData ? DataActions : Actions).Match(request.Action);
        return (named, named is null ? null : (request.IsData ? NotDataActions : NotActions).Match(request.Action));
    }
}
