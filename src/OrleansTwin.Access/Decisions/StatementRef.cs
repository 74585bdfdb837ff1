using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>A statement with the policy it stands in.</summary>
internal readonly record struct StatementRef(CompiledPolicy Policy, CompiledStatement Statement)
{
    public bool IsNone => Policy is null;

    public DecisionReason ToReason(PolicyLayer layer, string why) =>
        new(layer, Policy.Name, Statement.Source.Label, Statement.Source.Effect, why);
}
