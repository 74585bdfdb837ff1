using BenchmarkDotNet.Attributes;
using OrleansTwin.Access.Azure;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Google;

namespace OrleansTwin.Benchmarks;

/// <summary>One case from its JSON to its answer: a few assignments or bindings, nested groups, a condition that decides.</summary>
public class CloudAccessBenchmarks
{
    private const string Azure = """
        {"id":"1","request":{"principal":{"id":"ann"},"dataAction":"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read","resource":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a","attributes":{"resource":{"Microsoft.Storage/storageAccounts/blobServices/containers:name":"c"}}},"roleAssignments":[{"name":"a1","principalId":"ann","principalType":"User","roleDefinitionName":"Contributor","scope":"/subscriptions/s"},{"name":"a2","principalId":"bob","principalType":"User","roleDefinitionName":"Owner","scope":"/subscriptions/s"},{"name":"a3","principalId":"outer","principalType":"Group","roleDefinitionName":"Storage Blob Data Reader","scope":"/subscriptions/s/resourceGroups/g","condition":"((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'c'))"}],"groups":[{"id":"inner","members":["ann"]},{"id":"outer","members":["inner"]}]}
        """;

    private const string Google = """
        {"id":"1","request":{"principal":"user:ann@x.y","permission":"storage.objects.get","resource":"projects/_/buckets/b/objects/x","time":"2024-06-01T12:00:00Z"},"resources":[{"name":"organizations/o","parent":null},{"name":"projects/p","parent":"organizations/o"},{"name":"projects/_/buckets/b/objects/x","parent":"projects/p"}],"groups":[{"email":"g@x.y","members":["user:ann@x.y"]}],"allowPolicies":[{"resource":"organizations/o","bindings":[{"role":"roles/storage.objectViewer","members":["group:g@x.y"],"condition":{"expression":"request.time < timestamp('2030-01-01T00:00:00Z') && resource.name.startsWith('projects/_/buckets/b')"}}]}],"denyPolicies":[{"name":"d","resource":"organizations/o","rules":[{"denyRule":{"deniedPrincipals":["principalSet://goog/public:all"],"exceptionPrincipals":["user:ann@x.y"],"deniedPermissions":["storage.googleapis.com/objects.get"]}}]}]}
        """;

    private readonly AzureRoleCatalogue _azureRoles = AzureRoleCatalogue.Bundled;
    private readonly GoogleRoleCatalogue _googleRoles = GoogleRoleCatalogue.Bundled;

    [GlobalSetup]
    public void Check()
    {
        if (AzureCase() != AccessOutcome.Allowed || GoogleCase() != AccessOutcome.Allowed)
        {
            throw new InvalidOperationException("the decision to be measured is not the one meant");
        }
    }

    [Benchmark]
    public AccessOutcome AzureCase() => AzureDecideCase.Answer(Azure, _azureRoles).Decision.Outcome;

    [Benchmark]
    public AccessOutcome GoogleCase() => GoogleDecideCase.Answer(Google, _googleRoles).Decision.Outcome;
}
