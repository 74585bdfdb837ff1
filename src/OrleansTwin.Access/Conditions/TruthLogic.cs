namespace OrleansTwin.Access.Conditions;

/// <summary>Kleene's three-valued logic.</summary>
public static class TruthLogic
{
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    public static Truth Not(this Truth value) => (Truth)((int)Truth.Yes - (int)value);

    public static Truth ToTruth(this bool value) => value ? Truth.Yes : Truth.No;
}
