using System.Collections.Immutable;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// A mapping file, compiled: where the records of one source hold time, actor, action, targets, outcome and origin. Immutable.
/// </summary>
public sealed class SourceMapping
{
    internal SourceMapping()
    {
    }

    /// <summary>The source's name, for example <c>okta</c>.</summary>
    public required string Name { get; init; }

    public required MappingSignature Signature { get; init; }

    /// <summary>Records of the file's own <c>cases</c>, with what they must give.</summary>
    public ImmutableArray<MappingCase> Cases { get; init; } = [];

    internal Cloud Cloud { get; init; }

    internal KeyValuePair<string, Expr>[] Variables { get; init; } = [];

    internal Expr? Id { get; init; }

    /// <summary>Alternatives of parts that together are the identity; the first whose parts are all told is hashed.</summary>
    internal Expr[][] Identities { get; init; } = [];

    internal Expr Time { get; init; } = new LiteralExpr(Value.Missing);

    internal Expr Action { get; init; } = new LiteralExpr(Value.Missing);

    internal Expr? Service { get; init; }

    internal Expr? Account { get; init; }

    internal Expr? Region { get; init; }

    internal Expr? Category { get; init; }

    internal Expr? ReadOnly { get; init; }

    internal ActorRule Actor { get; init; } = new();

    internal Expr? SourceIp { get; init; }

    internal Expr? UserAgent { get; init; }

    internal OutcomeRule Outcome { get; init; } = new(new LiteralExpr(Value.Missing), [], [], [], [], [], Model.Events.Outcome.Unknown, Model.Events.Outcome.Unknown);

    internal Expr? ErrorCode { get; init; }

    internal Expr? ErrorMessage { get; init; }

    internal Expr? Part { get; init; }

    internal Expr? Request { get; init; }

    internal Expr? Response { get; init; }

    internal Expr? Additional { get; init; }

    internal Expr? Details { get; init; }

    internal Expr? RuleLog { get; init; }

    internal FindingRule? Finding { get; init; }

    internal TargetSpec[] Targets { get; init; } = [];

    /// <summary>Scopes need an entry; a mapping has none.</summary>
    internal static ApiEntry NoEntry { get; } = new() { Action = ":", Phase = EventPhase.Read, Write = false };
}
