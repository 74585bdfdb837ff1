namespace OrleansTwin.Normalization.Expressions;

/// <summary>The service's own parts of a record.</summary>
internal enum RecordPart
{
    Request = 0,
    Response = 1,
    Additional = 2,
    Details = 3,
    Resources = 4,

    /// <summary>The whole record.</summary>
    Record = 5,
}
