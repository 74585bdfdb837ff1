using OrleansTwin.Model.Json;

namespace OrleansTwin.Pipeline.Query;

/// <summary>The words of an enumeration as result files write them, in rising order.</summary>
public static class Choices
{
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Order().Select(Word)];

    public static string Word<T>(T value)
        where T : struct, Enum => TwinJson.Word(value);

    /// <summary>A word as a value of the enumeration, with its rank.</summary>
    public static Scalar? Parse<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Word(value).Equals(word, StringComparison.OrdinalIgnoreCase))
            .Select(static value => (Scalar?)new Scalar(Word(value), Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture))).FirstOrDefault();
}
