using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Trusts;

/// <summary>Something of the estate that lets someone outside of it in.</summary>
/// <param name="Resource">What lets in.</param>
/// <param name="Trusted">Account number or ARN, identity provider, or <c>*</c> for anyone.</param>
/// <param name="By">What says so: the trust policy, a resource policy, a sharing, a peering.</param>
/// <param name="Condition">What the trust asks for; null: nothing; empty: not known.</param>
/// <param name="Event">The event that said it last.</param>
public sealed record OutsideTrust(EntityId Resource, string Trusted, string By, string? Condition, string Event);
