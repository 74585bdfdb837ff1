using System.Text;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Reading;

/// <summary>What console sign-in records say elsewhere than other calls. Source: "AWS Management Console sign-in events".</summary>
internal static class SignIns
{
    private static readonly byte[][] FailureKeys = [.. OutcomeTable.Default.ResponseFailureKeys.Select(static key => Encoding.UTF8.GetBytes(key))];

    /// <summary>A failed sign-in may carry no error code: only <c>responseElements.ConsoleLogin: Failure</c>.</summary>
    public static bool Failed(ReadOnlySpan<byte> response)
    {
        foreach (var key in FailureKeys)
        {
            if (RawJson.Text(response, key) == "Failure")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Multi-factor use stands in <c>additionalEventData.MFAUsed</c> (<c>Yes</c>, <c>No</c>) and not in the identity.</summary>
    public static Actor WithMfa(Actor actor, ReadOnlySpan<byte> additional) => RawJson.Text(additional, "MFAUsed"u8) switch
    {
        "Yes" => actor with { Mfa = true },
        "No" => actor with { Mfa = false },
        _ => actor,
    };
}
