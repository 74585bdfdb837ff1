namespace OrleansTwin.Access.Google.Cel;

/// <summary>Sums, differences, products, quotients and rests. Whole numbers overflow into an error; types are not mixed.</summary>
internal static class CelArithmetic
{
    public static object Call(string sign, object[] a)
    {
        try
        {
            return checked((sign, a) switch
            {
                ("neg", [long v]) => -v,
                ("neg", [double v]) => -v,
                ("+", [long l, long r]) => l + r,
                ("-", [long l, long r]) => l - r,
                ("*", [long l, long r]) => l * r,
                ("/", [long l, long r]) => l / r,
                ("%", [long l, long r]) => l == long.MinValue && r == -1 ? throw new OverflowException() : l % r,
                ("+", [CelUint l, CelUint r]) => new CelUint(l.Value + r.Value),
                ("-", [CelUint l, CelUint r]) => new CelUint(l.Value - r.Value),
                ("*", [CelUint l, CelUint r]) => new CelUint(l.Value * r.Value),
                ("/", [CelUint l, CelUint r]) => new CelUint(l.Value / r.Value),
                ("%", [CelUint l, CelUint r]) => new CelUint(l.Value % r.Value),
                ("+", [double l, double r]) => l + r,
                ("-", [double l, double r]) => l - r,
                ("*", [double l, double r]) => l * r,
                ("/", [double l, double r]) => l / r,
                ("+", [string l, string r]) => l + r,
                ("+", [byte[] l, byte[] r]) => (byte[])[.. l, .. r],
                ("+", [IReadOnlyList<object> l, IReadOnlyList<object> r]) => (List<object>)[.. l, .. r],
                ("+", [CelTime l, CelDuration r]) => Valid(new CelTime(l.Nanoseconds + r.Nanoseconds)),
                ("+", [CelDuration l, CelTime r]) => Valid(new CelTime(l.Nanoseconds + r.Nanoseconds)),
                ("+", [CelDuration l, CelDuration r]) => Valid(new CelDuration(l.Nanoseconds + r.Nanoseconds)),
                ("-", [CelTime l, CelTime r]) => Valid(new CelDuration(l.Nanoseconds - r.Nanoseconds)),
                ("-", [CelTime l, CelDuration r]) => Valid(new CelTime(l.Nanoseconds - r.Nanoseconds)),
                ("-", [CelDuration l, CelDuration r]) => Valid(new CelDuration(l.Nanoseconds - r.Nanoseconds)),
                _ => (object)CelEvaluator.NoOverload(sign),
            });
        }
        catch (DivideByZeroException)
        {
            return new CelError(sign == "%" ? "modulus by zero" : "divide by zero");
        }
        catch (OverflowException)
        {
            return new CelError("return error for overflow");
        }
    }

    private static object Valid(CelTime time) => time.IsValid ? time : new CelError("timestamp out of range");

    private static object Valid(CelDuration span) => span.IsValid ? span : new CelError("duration out of range");
}
