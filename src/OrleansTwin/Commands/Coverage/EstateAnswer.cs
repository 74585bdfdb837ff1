using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Commands.Coverage;

/// <summary>An estate read for a question.</summary>
/// <param name="Records">What it was folded from, in the order it was read.</param>
/// <param name="Listed">Which lists the snapshots hold.</param>
internal sealed record EstateAnswer(RunConfig Config, IReadOnlyList<PreparedEvent> Records, SettledView View, ListedAnswers Listed);
