namespace OrleansTwin.Access.Google.Cel;

internal enum CelMacro
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}
