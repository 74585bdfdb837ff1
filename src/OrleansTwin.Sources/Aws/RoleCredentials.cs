using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace OrleansTwin.Sources.Aws;

/// <summary>The credentials of a role, renewed before they end. The calls go out under the SDK's own chain.</summary>
internal sealed class RoleCredentials(IAmazonSecurityTokenService sts, string roleArn, string? externalId) : RefreshingAWSCredentials
{
    private const string Session = "orleanstwin";
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        PreemptExpiryTime = RenewBefore;
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = Session, ExternalId = externalId });
        return new(await answer.Credentials.GetCredentialsAsync(), answer.Credentials.Expiration ?? throw new AmazonClientException("The role's credentials tell no end."));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sts.Dispose();
        }

        base.Dispose(disposing);
    }
}
