using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Recognition;

/// <summary>What an identity is taken for, how sure, and why in sentences. <see cref="Confidence"/> never is proven: logs do not say it.</summary>
public sealed record RecognisedIdentity(EntityId Id, IdentityKind Kind, Confidence Confidence, ValueArray<string> Why, ValueArray<string> Evidence);
