namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Which record a read of a store's content makes.</summary>
public enum StoreReads
{
    /// <summary>A data event, off by default.</summary>
    Data = 0,

    /// <summary>A management event that only reads.</summary>
    Management = 1,

    /// <summary>Only a log of the service itself holds it.</summary>
    Own = 2,
}
