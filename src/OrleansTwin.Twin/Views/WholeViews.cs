using System.Runtime.CompilerServices;
using OrleansTwin.Model.Events;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Views;

/// <summary>
/// The view of a whole log, made once for each log and forgotten with it. Most reads stand behind the last change of most entities, and
/// then the view of the whole log is the view as of that position. A memo only; for several threads.
/// </summary>
internal static class WholeViews
{
    private static readonly ConditionalWeakTable<ChangeLog, ConfigView> Known = [];

    /// <summary>As <see cref="ConfigFold.AsOf"/>.</summary>
    public static ConfigView AsOf(ChangeLog log, EventOrder asOf) => Of(log) is { LastAt: { } last } whole && last <= asOf ? whole : ConfigFold.AsOf(log, asOf);

    /// <summary>As <see cref="ConfigFold.Before"/>.</summary>
    public static ConfigView Before(ChangeLog log, EventOrder order) => Of(log) is { LastAt: { } last } whole && last < order ? whole : ConfigFold.Before(log, order);

    private static ConfigView Of(ChangeLog log) => Known.GetValue(log, static log => ConfigFold.AsOf(log, EventOrder.Latest));
}
