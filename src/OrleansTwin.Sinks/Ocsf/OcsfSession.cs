using System.Text.Json.Serialization;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>session</c>; <c>is_mfa</c> only where the record says so.</summary>
internal sealed record OcsfSession(string? Uid, string? Issuer, [property: JsonPropertyName("is_mfa")] bool? Mfa, long? CreatedTime);
