using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// Tells an attribute whose value the log does not hold from a set of which single elements came and went: the view marks both as not
/// known whole, the log tells them apart.
/// </summary>
internal static class Hidden
{
    public static bool Is(AttributeView attribute, EntityId id, EstateAsOf estate)
    {
        if (attribute.Known || attribute.IsSet || estate.Estate.LogOf(id) is not { } log)
        {
            return false;
        }

        var hidden = false;
        foreach (var change in log.Until(attribute.At))
        {
            foreach (var one in change.Attributes)
            {
                if (one.Path == attribute.Path && one.Element is null)
                {
                    hidden = one.Op == AttributeOp.Unknown;
                }
            }
        }

        return hidden;
    }
}
