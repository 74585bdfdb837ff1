namespace OrleansTwin.Detection.Behavior;

/// <summary>Knows nothing of any address.</summary>
public sealed class NoAddressIntel : IAddressIntel
{
    public static NoAddressIntel Instance { get; } = new();

    public AddressVerdict IntelOf(string address, DateTimeOffset? at = null) => AddressVerdict.Unknown;
}
