using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization;

/// <summary>
/// Access to the contents of an entity: the bucket of an object, the table of an item, the group of a stream.
/// </summary>
/// <param name="Entity">The store.</param>
/// <param name="Type">Its type.</param>
/// <param name="Verb">What was done.</param>
/// <param name="Bytes">
/// Bytes sent out, only from records of category Data: <c>bytesTransferredOut</c> of a management event is the size of an answer about
/// the bucket. Null: the log does not say.
/// </param>
public sealed record DataAccess(EntityId Entity, string Type, DataVerb Verb, long? Bytes);
