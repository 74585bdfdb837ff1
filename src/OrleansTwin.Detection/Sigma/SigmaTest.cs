using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>
/// One line of a selection: a field (or, without one, a keyword search over the whole record) against values.
/// A field with several values (arrays on its path) passes for an operand if any of them does.
/// </summary>
/// <param name="Field">Field as the rule writes it; null for keywords.</param>
/// <param name="Position">Where the rule writes it.</param>
/// <param name="Operands">Values after all modifiers.</param>
/// <param name="RequireAll">The <c>all</c> modifier: every operand must pass, instead of one.</param>
/// <param name="Negated">The <c>neq</c> modifier: the whole test is turned round, so a missing field passes.</param>
public sealed record SigmaTest(
    string? Field,
    SigmaPosition Position,
    ImmutableArray<SigmaOperand> Operands,
    bool RequireAll,
    bool Negated) : SigmaNode;
