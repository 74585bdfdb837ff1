using System.Text.Json;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Pipeline;

namespace OrleansTwin.Commands;

/// <summary>Reads what a run is told from outside the logs.</summary>
internal static class RunSettings
{
    public static bool TryRead(string? path, IReadOnlyList<string> lists, out RunConfig config, out string problem)
    {
        config = new();
        problem = string.Empty;
        try
        {
            if (path is not null)
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path));
                var root = document.RootElement;
                var jewels = root.TryGetProperty("crownJewels", out var marked) && marked.ValueKind == JsonValueKind.Array
                    ? marked.EnumerateArray().Select(static jewel => new JewelMark(jewel.GetString())).ToList()
                    : [];
                var accounts = root.TryGetProperty("accounts", out var named) && named.ValueKind == JsonValueKind.Object
                    ? named.EnumerateObject().Select(static account => account.Name).ToHashSet(StringComparer.Ordinal)
                    : [];
                config = config with { Jewels = new(jewels), Accounts = accounts };
            }

            var intel = new ListIntel();
            foreach (var list in lists)
            {
                intel.Add(Path.GetFileNameWithoutExtension(list), File.ReadLines(list));
            }

            config = config with { Intel = intel };
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            problem = $"The configuration cannot be read: {error.Message}";
            return false;
        }
    }
}
