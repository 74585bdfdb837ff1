using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Behavior;

/// <summary>The words and weights of one behaviour rule, from <c>behaviour.yml</c>.</summary>
public sealed record BehaviorRule
{
    public string Id { get; init; } = string.Empty;

    public string Title { get; init; } = string.Empty;

    /// <summary>Why an analyst should care.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>Signals of one family on one subject make one alert.</summary>
    public string Family { get; init; } = string.Empty;

    public SignalDimension Dimension { get; init; }

    public SignalKind Kind { get; init; } = SignalKind.Behavior;

    /// <summary>Severity where nothing lowers or raises it.</summary>
    public Severity Severity { get; init; }

    public RuleConfidence Confidence { get; init; }

    /// <summary>ATT&amp;CK technique ids.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>ATT&amp;CK tactics, kebab case.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];
}
