using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Whether the settings that the twin knows record a call.</summary>
/// <param name="IsLogged">Null: not known.</param>
/// <param name="By">The trail that does; none where none is known to.</param>
/// <param name="Unknown">What is not known that decides: <c>eventSelectors of ARN</c>, <c>trails of ACCOUNT</c>.</param>
/// <param name="Since">Records before this time say nothing of how it is now.</param>
public sealed record LoggedAnswer(bool? IsLogged, EntityId By, ValueArray<string> Unknown, DateTimeOffset Since);
