using System.Globalization;
using System.Numerics;
using StableHash = OrleansTwin.Model.Values.StableHash;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): a pure sequence of one seed, the same on every machine. Each part of the scenario draws from a
/// fork of its own, so a change of one part leaves the others as they were.
/// </summary>
internal sealed class DemoRandom
{
    private const int Percent = 100;

    private readonly ulong _seed;
    private ulong _state;

    public DemoRandom(ulong seed) => _seed = _state = seed;

    public DemoRandom Fork(string part) => new(StableHash.Fingerprint("demo", part, _seed.ToString(CultureInfo.InvariantCulture)));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number in [from, to].</summary>
    public int Between(int from, int to) => from + (int)Math.BigMul(Next(), (ulong)(to - from + 1), out _);

    public bool Chance(int percent) => Between(1, Percent) <= percent;

    public T Pick<T>(IReadOnlyList<T> values) => values[Between(0, values.Count - 1)];

    public TimeSpan Seconds(int from, int to) => TimeSpan.FromSeconds(Between(from, to));

    /// <summary>Lower-case hexadecimal digits, as in resource ids.</summary>
    public string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[(int)(Next() & 15)]));

    /// <summary>Characters as in access keys and unique ids.</summary>
    public string Base32(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)(Next() & 31)]));

    /// <summary>An id of the form of a version-4 UUID.</summary>
    public string Uuid()
    {
        var text = Hex(32);
        var variant = "89ab"[BitOperations.PopCount(Next()) & 3];
        return $"{text[..8]}-{text[8..12]}-4{text[13..16]}-{variant}{text[17..20]}-{text[20..]}";
    }
}
