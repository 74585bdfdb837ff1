using System.Text;
using System.Text.Json;

namespace OrleansTwin.Normalization.Reading;

/// <summary>The values of one <c>userIdentity</c> as they stand; empty strings count as absent.</summary>
internal sealed class IdentityParts
{
    public string? Type { get; private set; }

    public string? PrincipalId { get; private set; }

    public string? Arn { get; private set; }

    public string? Account { get; private set; }

    public string? AccessKey { get; private set; }

    public string? Name { get; private set; }

    public string? InvokedBy { get; private set; }

    public string? IdentityProvider { get; private set; }

    public string? OnBehalfOf { get; private set; }

    public string? InScopeOf { get; private set; }

    public string? IssuerArn { get; private set; }

    public string? IssuerName { get; private set; }

    public string? SourceIdentity { get; private set; }

    public string? RoleDelivery { get; private set; }

    public string? SignInSession { get; private set; }

    public string? FederatedProvider { get; private set; }

    public string? FederatedSubject { get; private set; }

    public DateTimeOffset? SessionStarted { get; private set; }

    public bool? Mfa { get; private set; }

    /// <summary>Reads the object the reader stands at; <paramref name="path"/> is the dotted path to it.</summary>
    public void ReadObject(ref Utf8JsonReader reader, string path)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = path + reader.GetString();
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when name is "sessionContext" or "sessionContext.attributes" or "sessionContext.sessionIssuer"
                    or "sessionContext.webIdFederationData" or "sessionContext.webIdFederationData.attributes" or "onBehalfOf" or "inScopeOf" or "sessionContext.inScopeOf":
                    ReadObject(ref reader, name + ".");
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.String:
                    Set(name, reader.GetString());
                    break;
                case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number:
                    Set(name, Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }
        }
    }

    private void Set(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        switch (name)
        {
            case "type": Type = value; break;
            case "principalId": PrincipalId = value; break;
            case "arn": Arn = value; break;
            case "accountId": Account = value; break;
            case "accessKeyId": AccessKey = value; break;
            case "userName": Name = value; break;
            case "invokedBy": InvokedBy = value; break;
            case "identityProvider": IdentityProvider = value; break;
            case "onBehalfOf.userId": OnBehalfOf = value; break;
            case "signInSessionArn": SignInSession = value; break;
            default: SetSession(name, value); break;
        }
    }

    private void SetSession(string name, string value)
    {
        switch (name)
        {
            case "inScopeOf.credentialsIssuedTo" or "sessionContext.inScopeOf.credentialsIssuedTo": InScopeOf = value; break;
            case "sessionContext.sessionIssuer.arn": IssuerArn = value; break;
            case "sessionContext.sessionIssuer.userName": IssuerName = value; break;
            case "sessionContext.sourceIdentity" or "sourceIdentity": SourceIdentity = value; break;
            case "sessionContext.ec2RoleDelivery" or "ec2RoleDelivery": RoleDelivery = value; break;
            case "sessionContext.signInSessionArn": SignInSession = value; break;
            case "sessionContext.webIdFederationData.federatedProvider": FederatedProvider = value; break;
            case "sessionContext.attributes.mfaAuthenticated": Mfa = value switch { "true" => true, "false" => false, _ => null }; break;
            case "sessionContext.attributes.creationDate":
                SessionStarted = EventTimes.TryParse(Encoding.UTF8.GetBytes(value), out var started) ? started : null;
                break;
            // The attributes are named after the provider: `accounts.google.com:sub`, `token.actions.githubusercontent.com:sub`.
            case var attribute when attribute.StartsWith("sessionContext.webIdFederationData.attributes.", StringComparison.Ordinal) && attribute.EndsWith(":sub", StringComparison.Ordinal):
                FederatedSubject = value;
                break;
        }
    }
}
