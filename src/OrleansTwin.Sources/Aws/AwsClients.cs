using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;

namespace OrleansTwin.Sources.Aws;

/// <summary>Clients of the SDK, one for each way of access; their credentials are looked up when first used and again when they end.</summary>
public sealed class AwsClients(AwsLimits limits) : IDisposable
{
    private readonly ConcurrentDictionary<AwsAccess, Lazy<IAmazonS3>> _buckets = new();
    private readonly ConcurrentDictionary<AwsAccess, Lazy<IAmazonSQS>> _queues = new();
    private readonly ConcurrentDictionary<AwsAccess, Lazy<RoleCredentials>> _roles = new();

    public IAmazonSQS Queue(AwsAccess access) => _queues.GetOrAdd(access, key => new(() => MakeQueue(key))).Value;

    public IAmazonS3 Bucket(AwsAccess access) => _buckets.GetOrAdd(access, key => new(() => MakeBucket(key))).Value;

    public void Dispose()
    {
        foreach (var client in _buckets.Values.Where(static lazy => lazy.IsValueCreated))
        {
            client.Value.Dispose();
        }

        foreach (var client in _queues.Values.Where(static lazy => lazy.IsValueCreated))
        {
            client.Value.Dispose();
        }

        foreach (var role in _roles.Values.Where(static lazy => lazy.IsValueCreated))
        {
            role.Value.Dispose();
        }
    }

    private AmazonSQSClient MakeQueue(AwsAccess access)
    {
        var config = Configured(new AmazonSQSConfig(), access, access.Endpoint);

        // A receive call waits by design, and is bounded by itself.
        config.Timeout = limits.CallTimeout + limits.LongPoll;
        return Role(access) is { } role ? new(role, config) : new(config);
    }

    private AmazonS3Client MakeBucket(AwsAccess access)
    {
        var config = Configured(new AmazonS3Config { ForcePathStyle = access.Endpoint is not null }, access, access.Endpoint);
        return Role(access) is { } role ? new(role, config) : new(config);
    }

    private RoleCredentials? Role(AwsAccess access) => access.RoleArn is null ? null : _roles.GetOrAdd(access, key => new(() =>
        new RoleCredentials(new AmazonSecurityTokenServiceClient(Configured(new AmazonSecurityTokenServiceConfig(), key, key.StsEndpoint ?? key.Endpoint)), key.RoleArn!, key.ExternalId))).Value;

    private T Configured<T>(T config, AwsAccess access, string? endpoint)
        where T : ClientConfig
    {
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(access.Region);
        }
        else
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = access.Region;
        }

        config.Timeout = limits.CallTimeout;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = limits.CallRetriesMax;
        return config;
    }
}
