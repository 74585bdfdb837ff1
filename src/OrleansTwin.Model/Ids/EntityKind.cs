namespace OrleansTwin.Model.Ids;

/// <summary>What an entity is; decides which grain holds it.</summary>
public enum EntityKind
{
    Resource = 0,
    Identity = 1,
    Credential = 2,
    Address = 3,
    Account = 4,
}
