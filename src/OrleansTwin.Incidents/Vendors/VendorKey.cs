namespace OrleansTwin.Incidents.Vendors;

/// <summary>A thing an alert names: kind and value in lower case.</summary>
public readonly record struct VendorKey(string Kind, string Value) : IComparable<VendorKey>
{
    public int CompareTo(VendorKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Value, other.Value);
    }

    public static bool operator <(VendorKey left, VendorKey right) => left.CompareTo(right) < 0;

    public static bool operator >(VendorKey left, VendorKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(VendorKey left, VendorKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VendorKey left, VendorKey right) => left.CompareTo(right) >= 0;
}
