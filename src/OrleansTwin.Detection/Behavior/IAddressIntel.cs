namespace OrleansTwin.Detection.Behavior;

/// <summary>Intelligence on addresses as the behaviour stage asks for it. One version of the sets for one derivation.</summary>
public interface IAddressIntel
{
    /// <summary>The verdict on an address in text form; <see cref="AddressVerdict.Unknown"/> where nothing is known or the text is no address.</summary>
    /// <param name="address">Text of the address.</param>
    /// <param name="at">Event time, for indicators that hold for a time; null takes all.</param>
    AddressVerdict IntelOf(string address, DateTimeOffset? at = null);
}
