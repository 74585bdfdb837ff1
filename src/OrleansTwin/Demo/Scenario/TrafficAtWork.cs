namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// Ordinary traffic of the instances as flow logs. The batch host sends far more than usual on Saturday, to the peers it always had:
/// volume alone.
/// </summary>
internal static class TrafficAtWork
{
    private const int HttpsPort = 443;
    private const int Kilo = 1_000;
    private const int MonthlyDay = 5;
    private const int MonthlyHour = 6;
    private const int MonthlyFactor = 9;

    public static void Write(DemoLog log, DemoRandom random)
    {
        for (var hour = DemoScenario.WeekStart; hour < DemoScenario.End; hour = hour.AddHours(1))
        {
            Status(log, random, hour);
            Api(log, random, DemoHost.ApiOne, hour);
            Api(log, random, DemoHost.ApiTwo, hour);
            Batch(log, random, hour);
        }
    }

    /// <summary>The status page: the balancer comes in, metrics and packages go out.</summary>
    private static void Status(DemoLog log, DemoRandom random, DateTimeOffset hour)
    {
        foreach (var balancer in new[] { "10.20.0.7", "10.20.0.8" })
        {
            var port = random.Between(33_000, 60_000);
            var at = hour + random.Seconds(0, 3500);
            log.Add(new DemoFlow(at, DemoHost.Status, false, balancer, port, HttpsPort, random.Between(40, 90) * Kilo));
            log.Add(new DemoFlow(at, DemoHost.Status, true, balancer, port, HttpsPort, random.Between(300, 900) * Kilo) { TcpFlags = 19 });
        }

        log.Add(new DemoFlow(hour + random.Seconds(0, 3500), DemoHost.Status, true, "10.20.10.90", 9090, random.Between(33_000, 60_000), random.Between(60, 140) * Kilo));
        if (hour.Hour % 6 == 4)
        {
            log.Add(new DemoFlow(hour + random.Seconds(0, 3500), DemoHost.Status, true, "10.20.10.80", HttpsPort, random.Between(33_000, 60_000), random.Between(20, 60) * Kilo));
        }

        if (random.Chance(25))
        {
            log.Add(new DemoFlow(hour + random.Seconds(0, 3500), DemoHost.Status, false, $"198.51.100.{random.Between(220, 250)}", random.Between(33_000, 60_000), 22, 60) { Rejected = true, TcpFlags = 2 });
        }
    }

    private static void Api(DemoLog log, DemoRandom random, DemoHost host, DateTimeOffset hour)
    {
        var busy = hour.Hour is >= 7 and < 20;
        for (var flow = busy ? 4 : 2; flow > 0; flow--)
        {
            log.Add(new DemoFlow(hour + random.Seconds(0, 3500), host, true, DemoNames.DynamoAddress, HttpsPort, random.Between(33_000, 60_000), random.Between(busy ? 300 : 60, busy ? 700 : 150) * Kilo) { PeerService = "DYNAMODB" });
        }

        log.Add(new DemoFlow(hour + random.Seconds(0, 3500), host, true, "10.20.10.90", 9090, random.Between(33_000, 60_000), random.Between(60, 140) * Kilo));
        log.Add(new DemoFlow(hour + random.Seconds(0, 3500), host, false, "10.20.0.7", random.Between(33_000, 60_000), 8443, random.Between(400, 900) * Kilo));
    }

    private static void Batch(DemoLog log, DemoRandom random, DateTimeOffset hour)
    {
        log.Add(new DemoFlow(hour + random.Seconds(0, 3500), DemoHost.Batch, true, "10.20.10.90", 9090, random.Between(33_000, 60_000), random.Between(60, 140) * Kilo));
        var isMonthly = hour == DemoScenario.WeekStart.AddDays(MonthlyDay).AddHours(MonthlyHour);
        if (hour.Hour is 1 or MonthlyHour)
        {
            log.Add(new DemoFlow(hour + random.Seconds(60, 1800), DemoHost.Batch, true, DemoNames.DynamoAddress, HttpsPort, random.Between(33_000, 60_000), random.Between(500, 900) * Kilo) { PeerService = "DYNAMODB" });
            log.Add(new DemoFlow(hour + random.Seconds(1800, 3000), DemoHost.Batch, true, DemoNames.StoreAddress, HttpsPort, random.Between(33_000, 60_000), random.Between(2_000, 3_000) * (long)Kilo * (isMonthly ? MonthlyFactor : 1)) { PeerService = "S3" });
        }
    }
}
