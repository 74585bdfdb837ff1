namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A kind of call, as a trail's selectors see it. What is null is any: then an answer may stay open.</summary>
/// <param name="IsData">A data event; false: a management event.</param>
/// <param name="ReadOnly">It changes nothing.</param>
/// <param name="Source">Event source such as <c>s3.amazonaws.com</c>.</param>
/// <param name="Name">The call's name.</param>
/// <param name="Type">Resource type of a data event, such as <c>AWS::S3::Object</c>.</param>
/// <param name="Resource">ARN that the resource has or, with <paramref name="IsWithin"/>, begins with.</param>
/// <param name="IsWithin">The call is on something inside the resource: an object of a bucket.</param>
public sealed record RecordedCall(bool IsData, bool ReadOnly, string? Source = null, string? Name = null, string? Type = null, string? Resource = null, bool IsWithin = false);
