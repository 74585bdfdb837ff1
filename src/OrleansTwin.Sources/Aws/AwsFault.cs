using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;

namespace OrleansTwin.Sources.Aws;

/// <summary>A failed call in words for the operator: what kind it was, and what to do.</summary>
public sealed record AwsFault(AwsFaultKind Kind, string Words)
{
    private const int CodeCharsMax = 60;

    private static readonly HashSet<string> CredentialCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "ExpiredToken", "ExpiredTokenException", "InvalidToken", "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException", "UnrecognizedClient",
        "SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed", "AuthFailure", "InvalidSecurity", "MissingAuthenticationToken", "IncompleteSignature",
    };

    private static readonly HashSet<string> ThrottleCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "OverLimit", "BandwidthLimitExceeded", "KMS.ThrottlingException",
    };

    private static readonly HashSet<string> MissingCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "NoSuchKey", "NoSuchBucket", "NoSuchVersion", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "NonExistentQueue", "NotFound", "MethodNotAllowed",
    };

    private static readonly HashSet<string> DeniedCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "AccountProblem", "KMS.AccessDeniedException", "KMS.DisabledException", "KMS.NotFoundException", "Forbidden",
    };

    /// <summary>True for what a call to AWS can fail with; anything else is an error of the program.</summary>
    public static bool IsFault(Exception error) =>
        error is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException or System.Net.Sockets.SocketException
        || (error is OperationCanceledException && error.InnerException is TimeoutException);

    /// <param name="what">What was wanted, for example <c>the queue</c> or <c>the object</c>.</param>
    public static AwsFault Of(Exception error, string what)
    {
        if (error is AmazonSecurityTokenServiceException refused && KindOf(refused) is not (AwsFaultKind.Throttled or AwsFaultKind.Passing))
        {
            // Not the queue or object is refused but the way to it: no object is to blame.
            return new(AwsFaultKind.Credentials, $"the role cannot be assumed ({Plain(refused.ErrorCode)}); check its trust policy, the external id and the reader's own credentials");
        }

        if (error is AmazonServiceException service)
        {
            var code = Plain(service.ErrorCode);
            var kind = KindOf(service);
            return new(kind, kind switch
            {
                AwsFaultKind.Missing => $"{what} does not exist ({code})",
                AwsFaultKind.Denied => $"{what} may not be read ({code}); grant the reader's role access to it and to its KMS key",
                AwsFaultKind.Archived => $"{what} lies in an archive class ({code}); restore it first",
                AwsFaultKind.Credentials => $"the credentials are not valid ({code}); renew them, they are looked up again at each try",
                AwsFaultKind.Throttled => $"AWS asks to slow down ({code})",
                _ => $"AWS answers with an error ({code})",
            });
        }

        // The SDK's own words here hold no secret, but paths and profile names; only their kind is told.
        return error is AmazonClientException && error.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase)
            ? new(AwsFaultKind.Credentials, "no credentials were found by the SDK's chain (environment, profile, web identity, container, instance role)")
            : new(AwsFaultKind.Passing, error is TimeoutException or OperationCanceledException ? "the network does not answer" : "the connection failed or was cut");
    }

    private static AwsFaultKind KindOf(AmazonServiceException service) => service.ErrorCode switch
    {
        { } code when CredentialCodes.Contains(code) => AwsFaultKind.Credentials,
        { } code when ThrottleCodes.Contains(code) => AwsFaultKind.Throttled,
        { } code when MissingCodes.Contains(code) => AwsFaultKind.Missing,
        { } code when DeniedCodes.Contains(code) => AwsFaultKind.Denied,
        "InvalidObjectState" => AwsFaultKind.Archived,
        _ => service.StatusCode switch
        {
            HttpStatusCode.NotFound => AwsFaultKind.Missing,
            HttpStatusCode.Forbidden => AwsFaultKind.Denied,
            HttpStatusCode.Unauthorized => AwsFaultKind.Credentials,
            HttpStatusCode.TooManyRequests => AwsFaultKind.Throttled,
            _ => AwsFaultKind.Passing,
        },
    };

    private static string Plain(string? code) =>
        code is { Length: > 0 } ? new([.. code.Where(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-').Take(CodeCharsMax)]) : "no code";
}
