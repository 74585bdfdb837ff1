using System.Collections.Immutable;

namespace OrleansTwin.Access.Google;

/// <summary>A binding of an allow policy.</summary>
/// <param name="Resource">Whose policy.</param>
/// <param name="Number">Counted from one.</param>
/// <param name="RoleName">As it names its role.</param>
/// <param name="Role">What the role holds; null where it was not seen.</param>
/// <param name="Members">To whom.</param>
/// <param name="Condition">Under which condition.</param>
internal sealed record GoogleBinding(string Resource, int Number, string RoleName, GoogleRole? Role, ImmutableArray<string> Members, GoogleCondition? Condition);
