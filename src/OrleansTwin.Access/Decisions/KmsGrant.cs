using System.Collections.Immutable;

namespace OrleansTwin.Access.Decisions;

/// <summary>A KMS grant: it allows its grantee the operations on one key, beside all policies (AWS: "Grants in AWS KMS").</summary>
/// <param name="GrantId">Named in reasons.</param>
/// <param name="Key">Key ARN.</param>
/// <param name="Grantee">Principal ARN or service name.</param>
/// <param name="Operations">Names without the service, such as Decrypt.</param>
/// <param name="HasConstraints">An encryption-context constraint was set; then the grant only may allow.</param>
public sealed record KmsGrant(string GrantId, string Key, string Grantee, ImmutableArray<string> Operations, bool HasConstraints);
