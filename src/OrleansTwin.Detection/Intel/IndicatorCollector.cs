using System.Collections.Immutable;

namespace OrleansTwin.Detection.Intel;

/// <summary>Gathers indicators and problems of one file within their limits.</summary>
internal sealed class IndicatorCollector(IndicatorFile file)
{
    private readonly ImmutableArray<Indicator>.Builder _indicators = ImmutableArray.CreateBuilder<Indicator>();
    private readonly ImmutableArray<IntelDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<IntelDiagnostic>();
    private int _leftOut;

    public IndicatorFile File => file;

    public bool IsFull => _indicators.Count >= IntelLimits.IndicatorsMax;

    public void Add(Indicator indicator)
    {
        if (!IsFull)
        {
            _indicators.Add(indicator);
        }
    }

    public void Report(int line, int column, string code, string message)
    {
        if (_diagnostics.Count < IntelLimits.DiagnosticsMax)
        {
            _diagnostics.Add(new(code, new(file.Name, line, column), message));
        }
        else
        {
            _leftOut++;
        }
    }

    public void Report(int offset, string code, string message)
    {
        var position = IntelPosition.At(file.Name, file.Text, offset);
        Report(position.Line, position.Column, code, message);
    }

    public IndicatorSet ToSet(string format)
    {
        if (IsFull)
        {
            Report(1, 1, "too-many", $"Only the first {IntelLimits.IndicatorsMax} indicators are used.");
        }

        if (_leftOut > 0)
        {
            _diagnostics.Add(new("more", new(file.Name, 1, 1), $"{_leftOut} more problems are not listed."));
        }

        return new(file.Name, format, _indicators.ToImmutable(), _diagnostics.ToImmutable());
    }
}
