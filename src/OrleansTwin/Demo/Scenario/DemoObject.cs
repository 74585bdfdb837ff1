namespace OrleansTwin.Demo.Scenario;

/// <summary>One delivered object: its name below the bucket, and its bytes.</summary>
internal sealed record DemoObject(DemoPart Part, DateTimeOffset First, string Name, byte[] Bytes);
