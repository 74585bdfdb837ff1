using System.Text;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>Values of a slot as strings, for the rare events that derived fields look at.</summary>
internal static class SlotText
{
    public static IEnumerable<string> Texts(this SigmaEvent record, int slot)
    {
        for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
        {
            if (record.KindOf(value) is not (SigmaValueKind.Null or SigmaValueKind.List))
            {
                yield return Encoding.UTF8.GetString(record.TextOf(value));
            }
        }
    }
}
