namespace OrleansTwin.Normalization.Ids;

/// <summary>Ways one entity is named differently by different calls.</summary>
internal enum IdForm
{
    Plain = 0,

    /// <summary>Bucket, perhaps with a key behind it or as <c>s3://</c>.</summary>
    Bucket = 1,

    /// <summary>Lambda: name, <c>name:qualifier</c>, partial or whole ARN with qualifier.</summary>
    Function = 2,

    /// <summary>Log group ARN with <c>:*</c> or a stream behind it.</summary>
    LogGroup = 3,

    /// <summary>SQS queue URL.</summary>
    Queue = 4,

    /// <summary>First name of a path: table of an index or stream.</summary>
    FirstName = 5,

    /// <summary>Name without a trailing <c>:version</c>.</summary>
    Versioned = 6,

    /// <summary>Without a leading slash (SSM parameters).</summary>
    Rooted = 7,
}
