namespace OrleansTwin.Model.Ids;

/// <summary>The provider an entity or event belongs to. <see cref="None"/> is for entities of no cloud, such as external addresses.</summary>
public enum Cloud
{
    None = 0,
    Aws = 1,
    Azure = 2,
    Gcp = 3,
    Kubernetes = 4,
    Microsoft365 = 5,
}
