using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Jewels;

/// <summary>The last answer for one view, and what it was asked with. A memo only; for several threads.</summary>
internal sealed class JewelMemo
{
    private volatile Answer? _last;

    public CrownJewel? Of(EntityId id, ConfigView view, JewelConfig config, int referrers)
    {
        if (_last is { } last && last.Id == id && last.Referrers == referrers && ReferenceEquals(last.Config, config))
        {
            return last.Jewel;
        }

        var jewel = JewelStage.Of(id, view, config, referrers);
        _last = new(id, config, referrers, jewel);
        return jewel;
    }

    private sealed record Answer(EntityId Id, JewelConfig Config, int Referrers, CrownJewel? Jewel);
}
