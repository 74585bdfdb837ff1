using CsCheck;

namespace OrleansTwin.Tests.Stages.Access;

/// <summary>One of some constants.</summary>
internal static class Pick
{
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
