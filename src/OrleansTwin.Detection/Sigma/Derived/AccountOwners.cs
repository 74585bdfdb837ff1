using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>The accounts a record is at home in: the one that recorded it and the caller's.</summary>
internal sealed class AccountOwners(SigmaFieldTable fields)
{
    private const int AccountDigits = 12;

    private readonly int _recipient = fields.SlotOf("recipientAccountId");
    private readonly int _caller = fields.SlotOf("userIdentity.accountId");

    /// <summary>Account id of an ARN or of a bare id; null if the text names none.</summary>
    public static string? AccountOf(string text)
    {
        if (IsAccount(text))
        {
            return text;
        }

        var parts = text.Split(':', 6);
        return parts.Length >= 5 && parts[0] == "arn" && IsAccount(parts[4]) ? parts[4] : null;
    }

    /// <summary>Whether the account is another one. Not known if the record does not say whose it is.</summary>
    public bool IsForeign(SigmaEvent record, string account)
    {
        var own = record.Texts(_recipient).Concat(record.Texts(_caller)).ToList();
        return own.Count > 0 && !own.Contains(account);
    }

    private static bool IsAccount(string text) => text.Length == AccountDigits && text.All(char.IsAsciiDigit);
}
