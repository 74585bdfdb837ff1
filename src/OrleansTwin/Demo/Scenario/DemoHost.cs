namespace OrleansTwin.Demo.Scenario;

/// <summary>An instance of the estate.</summary>
internal sealed record DemoHost(string Instance, string Name, string PrivateIp, string Subnet, string Group, string? Profile)
{
    private const string Internal = "10.";

    public static DemoHost Status { get; } = new(DemoNames.StatusHost, "status-page", "10.20.0.25", DemoNames.PublicSubnet, DemoNames.StatusGroup, null);

    public static DemoHost Batch { get; } = new(DemoNames.BatchHost, "batch", "10.20.10.31", DemoNames.PrivateSubnet, DemoNames.BatchGroup, DemoNames.BatchRole);

    public static DemoHost ApiOne { get; } = new(DemoNames.ApiHostOne, "orders-api-1", "10.20.10.11", DemoNames.PrivateSubnet, DemoNames.ApiGroup, DemoNames.ApiRole);

    public static DemoHost ApiTwo { get; } = new(DemoNames.ApiHostTwo, "orders-api-2", "10.20.10.12", DemoNames.PrivateSubnet, DemoNames.ApiGroup, DemoNames.ApiRole);

    public static IReadOnlyList<DemoHost> All { get; } = [ApiOne, ApiTwo, Batch, Status];

    /// <summary>The field <c>traffic-path</c> of traffic that leaves: 8 through an internet gateway, 1 through a resource of the same VPC.</summary>
    public string TrafficPath(string peer) => peer.StartsWith(Internal, StringComparison.Ordinal) ? "1" : Subnet == DemoNames.PublicSubnet ? "8" : "1";
}
