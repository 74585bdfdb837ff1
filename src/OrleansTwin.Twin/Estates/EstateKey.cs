using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// What can be read of an estate, as keys of 32 bits that are the same in every process. Two things may share a key: then a decision is made
/// again that need not be, and comes out the same.
/// </summary>
public static class EstateKey
{
    private const long OfEntity = 1;
    private const long OfReferrers = 2;
    private const long OfType = 3;
    private const long OfSetting = 4;

    /// <summary>The log of an entity.</summary>
    public static uint Entity(EntityId id) => Hash(id.Value, OfEntity);

    /// <summary>Who ever related to an entity.</summary>
    public static uint Referrers(EntityId id) => Hash(id.Value, OfReferrers);

    /// <summary>All entities that were ever of a type, with their logs.</summary>
    public static uint Type(string type) => Hash(type, OfType);

    /// <summary>What is said anywhere of an attribute in <see cref="EstateIndex.ListedAttributes"/>.</summary>
    public static uint Setting(string path) => Hash(path, OfSetting);

    private static uint Hash(string text, long kind) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), kind);
}
