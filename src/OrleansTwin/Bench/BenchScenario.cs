namespace OrleansTwin.Bench;

/// <summary>A fixed load (CONTRACTS, <c>twin bench</c>): figures always name one.</summary>
internal sealed record BenchScenario(string Name, int Accounts, int Entities)
{
    /// <summary>Exponent of the Zipf law of accounts, and of roles within one; 0 for all alike.</summary>
    public double AccountSkew { get; init; } = 1.1;

    /// <summary>Share of calls that change something.</summary>
    public int WritePercent { get; init; } = 20;

    /// <summary>Share of the writes that reach into data (objects, items) and leave the configuration as it is.</summary>
    public int DataWritePercent { get; init; } = 50;

    /// <summary>Share of the entities first seen during the run; the others are seen before it, untimed.</summary>
    public int NewPercent { get; init; } = 10;

    /// <summary>Share of calls made by one role of one account.</summary>
    public int HotPercent { get; init; }

    /// <summary>Roles among an account's entities.</summary>
    public int RolePercent { get; init; } = 6;

    /// <summary>One record at a time, due at its place in the rate, instead of objects taken as fast as they are read.</summary>
    public bool Singly { get; init; }

    /// <summary>Events a second made ready where no rate is given.</summary>
    public int Rate { get; init; } = 50_000;

    public static IReadOnlyList<BenchScenario> All { get; } =
    [
        new("objects", 100, 100_000),
        new("trickle", 1_000, 100_000) { AccountSkew = 0, Singly = true, Rate = 20_000 },
        new("hot", 100, 100_000) { HotPercent = 60 },
        new("estate", 20, 105_000) { AccountSkew = 0, WritePercent = 100, DataWritePercent = 0, RolePercent = 5, Rate = 20_000 },
    ];
}
