using System.Globalization;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Numbers and times as the explanations write them.</summary>
internal static class Words
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Hour(int hour) => Observation.TimeOf(hour).ToString("yyyy-MM-dd'T'HH':00Z'", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Bucket(int hour) => hour.ToString(CultureInfo.InvariantCulture);

    public static string Who(DeriveScope scope, string subject) => subject.Length == 0 ? scope.Id.Value : $"{scope.Id.Value} (`{Draft.Cut(subject)}`)";

    /// <summary>Last whole second of an hour: counters tell no finer time.</summary>
    public static DateTimeOffset HourEnd(int hour) => Observation.TimeOf(hour + 1).AddSeconds(-1);
}
