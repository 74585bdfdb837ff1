namespace OrleansTwin.Bench.Load;

/// <summary>Kinds of resources of the load.</summary>
internal enum LoadKind
{
    Instance,
    Volume,
    SecurityGroup,
    Bucket,
    Table,
    Function,
    Secret,
    Queue,
    Key,
}
