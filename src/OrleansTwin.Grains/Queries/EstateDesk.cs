using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Incidents;
using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Queries;

/// <summary>
/// Answers questions over a live view as of now or a time, on a thread of the pool, one at a time. What was worked out for the last few
/// positions is kept. Used in one grain's turns only.
/// </summary>
internal sealed class EstateDesk(RunConfig config, EntityViews views, QueryLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<(string Revision, DateTimeOffset? At, EstateQuestions Questions)> _questions = [];
    private readonly List<(string Revision, DateTimeOffset At, IncidentAnswer Answer)> _known = [];

    public Task<T> AskAsync<T>(LiveView view, DateTimeOffset? at, Func<EstateQuestions, T> ask, CancellationToken cancellationToken) =>
        TurnAsync(() => ask(QuestionsOf(view, at)), cancellationToken);

    /// <summary>The incidents as known at a time.</summary>
    public Task<IncidentAnswer> KnownAsync(LiveView view, DateTimeOffset at, CancellationToken cancellationToken) => TurnAsync(
        () =>
        {
            var kept = _known.Find(known => known.Revision == view.Stamp.Revision && known.At == at);
            if (kept.Answer is { } answer)
            {
                return answer;
            }

            answer = KnownStage.Of(view.Settled, EventOrder.EndOf(at), views, config.Intel);
            Keep(_known, (view.Stamp.Revision, at, answer));
            return answer;
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private EstateQuestions QuestionsOf(LiveView view, DateTimeOffset? at)
    {
        var kept = _questions.Find(known => known.Revision == view.Stamp.Revision && known.At == at);
        if (kept.Questions is { } questions)
        {
            return questions;
        }

        questions = new(view.Settled.Estate, at is { } time ? EventOrder.EndOf(time) : EventOrder.Latest, StageBinding.Impacts(config), limits);
        Keep(_questions, (view.Stamp.Revision, at, questions));
        return questions;
    }

    private void Keep<T>(List<T> kept, T item)
    {
        if (kept.Count >= limits.PositionsKept)
        {
            kept.RemoveAt(0);
        }

        kept.Add(item);
    }

    private async Task<T> TurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
