using System.Globalization;

namespace OrleansTwin.Benchmarks;

/// <summary>Median and tail of path questions, each timed by itself: a mean over many calls would hide the slow ones.</summary>
internal static class PathPercentiles
{
    private const int Asked = 500;

    public static void Print()
    {
        var paths = new PathBenchmarks();
        paths.Draw();
        Print("ten best paths", paths.TenBestPaths);
        Print("radius of three hops", paths.Radius);
        Print("radius of eight hops", paths.WholeRadius, 100);
    }

    private static void Print(string name, Func<int> ask, int asked = Asked)
    {
        var clock = TimeProvider.System;
        var times = new List<double>();
        for (var question = 0; question < asked; question++)
        {
            var started = clock.GetTimestamp();
            ask();
            times.Add(clock.GetElapsedTime(started).TotalMilliseconds);
        }

        // The first questions pay for compilation.
        var measured = times.Skip(asked / 10).Order().ToList();
        string At(double share) => measured[(int)Math.Ceiling(share * measured.Count) - 1].ToString("F1", CultureInfo.InvariantCulture);
        Console.WriteLine($"{name}, {measured.Count} questions: p50 {At(0.5)} ms, p90 {At(0.9)} ms, p99 {At(0.99)} ms, max {At(1)} ms");
    }
}
