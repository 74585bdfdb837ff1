using System.Collections.Immutable;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>The <c>expand</c> modifier: <c>%name%</c> becomes each of its values, <c>\%</c> is a plain percent sign.</summary>
internal static class Placeholders
{
    /// <summary>All expansions; empty if a placeholder has no value.</summary>
    public static ImmutableArray<string> Expand(
        SigmaPosition position, string written, SigmaPlaceholders placeholders, SigmaCollector collector)
    {
        ImmutableArray<string> results = [""];
        var literal = new StringBuilder();
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == '\\' && i + 1 < written.Length && written[i + 1] == '%')
            {
                literal.Append('%');
                i++;
                continue;
            }

            var end = written[i] == '%' ? written.IndexOf('%', i + 1) : -1;
            if (end <= i + 1)
            {
                literal.Append(written[i]);
                continue;
            }

            var name = written[(i + 1)..end];
            if (!placeholders.Values.TryGetValue(name, out var values) || values.IsEmpty)
            {
                collector.Warning(position, "placeholder", $"`%{name}%` has no value here; the line matches nothing.");
                return [];
            }

            var prefix = literal.ToString();
            literal.Clear();
            if ((long)results.Length * values.Length > SigmaLimits.OperandsMax)
            {
                collector.Error(position, "too-many-values", $"`{written}` expands to more than {SigmaLimits.OperandsMax} values.");
                return [];
            }

            results = [.. results.SelectMany(result => values, (result, value) => result + prefix + value)];
            i = end;
        }

        return [.. results.Select(result => result + literal)];
    }
}
