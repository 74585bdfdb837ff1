using System.Globalization;
using System.Text;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>Conversions by the name of the type wanted; what does not fit is an error.</summary>
internal static class CelConversions
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static object Call(string type, object value) => (type, value) switch
    {
        ("int", long v) => v,
        ("int", CelUint v) => v.Value <= long.MaxValue ? (long)v.Value : Range(type),
        ("int", double v) => v > -9.2233720368547758e18 && v < 9.2233720368547758e18 ? (long)v : Range(type),
        ("int", string v) => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : Range(type),
        ("int", CelTime v) => Seconds(v),
        ("uint", CelUint v) => v,
        ("uint", long v) => v >= 0 ? new CelUint((ulong)v) : Range(type),
        ("uint", double v) => v >= 0 && v < 1.8446744073709552e19 ? new CelUint((ulong)v) : Range(type),
        ("uint", string v) => ulong.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? new CelUint(n) : Range(type),
        ("double", double v) => v,
        ("double", long v) => (double)v,
        ("double", CelUint v) => (double)v.Value,
        ("double", string v) => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : Range(type),
        ("bool", bool v) => v,
        ("bool", string v) => v switch { "true" or "True" or "TRUE" or "t" or "1" => true, "false" or "False" or "FALSE" or "f" or "0" => false, _ => Range(type) },
        ("string", string v) => v,
        ("string", bool v) => v ? "true" : "false",
        ("string", long v) => v.ToString(CultureInfo.InvariantCulture),
        ("string", CelUint v) => v.Value.ToString(CultureInfo.InvariantCulture),
        ("string", double v) => Real(v),
        ("string", byte[] v) => Text(v),
        ("string", CelTime or CelDuration) => value.ToString()!,
        ("bytes", byte[] v) => v,
        ("bytes", string v) => Encoding.UTF8.GetBytes(v),
        ("timestamp", CelTime v) => v,
        ("timestamp", string v) => CelTime.TryParse(v, out var time) ? time : Range(type),
        ("timestamp", long v) => new CelTime((Int128)v * CelTime.Billion) is { IsValid: true } time ? time : Range(type),
        ("duration", CelDuration v) => v,
        ("duration", string v) => CelDuration.TryParse(v, out var span) ? span : Range(type),
        ("date", string v) => CelTime.TryParse(v + "T00:00:00Z", out var time) ? time : Range(type),
        _ => CelEvaluator.NoOverload(type),
    };

    private static CelError Range(string type) => new($"range error: no {type}");

    private static long Seconds(CelTime time) => (long)Int128.CreateChecked(((time.Nanoseconds % CelTime.Billion) < 0 ? time.Nanoseconds - CelTime.Billion : time.Nanoseconds) / CelTime.Billion);

    private static string Real(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static object Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new CelError("invalid UTF-8 in bytes");
        }
    }
}
