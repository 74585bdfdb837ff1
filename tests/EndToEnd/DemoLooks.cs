namespace OrleansTwin.Tests.EndToEnd;

/// <summary>Test classes that share one running demo; their tests run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class DemoLooks : ICollectionFixture<DemoServer>
{
    public const string Name = "looks at one demo";
}
