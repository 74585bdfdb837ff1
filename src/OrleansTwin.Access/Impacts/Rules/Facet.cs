namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>What kind of change spreads: along which relations it goes and what it can mean for those it reaches.</summary>
[Flags]
internal enum Facet
{
    None = 0,
    Permissions = 1,
    Network = 2,
}
