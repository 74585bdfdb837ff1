using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Google.Cel;
using OrleansTwin.Tests.Stages.Architecture;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Google;

/// <summary>The conformance cases of the CEL specification, as far as they concern what IAM conditions use; skipped where Node or the package is absent.</summary>
public sealed class CelConformanceTests
{
    // Sections about messages, extensions and optional values are no part of IAM conditions and are left out as a whole.
    private static readonly string[] Sections = ["basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic", "macros", "parse", "plumbing", "string", "timestamps"];

    private static readonly string[] OfMessages = ["TestAllTypes", "google.protobuf.", "NestedTestAllTypes", "GlobalEnum", "Any{"];

    // Cases that differ on purpose, with the reason.
    private static readonly Dictionary<string, string> Differing = new(StringComparer.Ordinal);

    [Fact]
    public async Task Given_TheConformanceCases_When_Evaluated_Then_EachGivesItsValue()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Stages", "Access", "Google", "cel-spec");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "the conformance cases are not installed; run `npm install` in tests/Stages/Access/Google/cel-spec");
        var cases = await CasesAsync(folder);
        var (passed, left, failed) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0, new List<string>());
        foreach (var one in cases)
        {
            var section = one.GetProperty("section").GetString()!;
            var name = $"{section}/{one.GetProperty("name").GetString()}";
            if (!Sections.Contains(section.Split('/')[0]) || one.TryGetProperty("container", out _) || one.TryGetProperty("checkOnly", out _)
                || OfMessages.Any(m => one.GetRawText().Contains(m, StringComparison.Ordinal)) || Differing.ContainsKey(name))
            {
                left++;
                continue;
            }

            var value = CelExpression.Parse(one.GetProperty("expr").GetString()!).Evaluate(Variables(one));
            if (one.TryGetProperty("evalError", out _) ? value is CelError : Same(value, one.TryGetProperty("value", out var expected) ? Read(expected) : true))
            {
                passed[section.Split('/')[0]] = passed.GetValueOrDefault(section.Split('/')[0]) + 1;
            }
            else
            {
                failed.Add($"{name}: {one.GetProperty("expr").GetString()} gave {value}, not {one}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"passed: {string.Join(", ", passed.Select(static p => $"{p.Key} {p.Value}"))}; {left} of other sections, of messages or differing on purpose");
        Assert.True(failed.Count == 0, $"{failed.Count} failed\n" + string.Join('\n', failed));
        Assert.True(passed.Values.Sum() > 700, "too few cases");
    }

    private static Dictionary<string, object> Variables(JsonElement one) => one.TryGetProperty("bindings", out var bindings)
        ? bindings.EnumerateObject().ToDictionary(static b => b.Name, static b => Read(b.Value.GetProperty("value")))
        : [];

    private static bool Same(object value, object expected) => (value, expected) switch
    {
        (double a, double b) => a.Equals(b),
        (CelType a, CelType b) => a.Name == b.Name,
        (CelMap, CelMap) or (IReadOnlyList<object>, IReadOnlyList<object>) or (byte[], byte[]) => CelRelations.Equal(value, expected) is true,
        _ => value.GetType() == expected.GetType() && value.Equals(expected),
    };

    private static object Read(JsonElement value)
    {
        var field = value.EnumerateObject().Single();
        switch (field.Name)
        {
            case "int64Value":
                return long.Parse(Text(field.Value), CultureInfo.InvariantCulture);
            case "uint64Value":
                return new CelUint(ulong.Parse(Text(field.Value), CultureInfo.InvariantCulture));
            case "doubleValue":
                return Text(field.Value) switch { "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, "NaN" => double.NaN, var text => double.Parse(text, CultureInfo.InvariantCulture) };
            case "stringValue":
                return field.Value.GetString()!;
            case "bytesValue":
                return field.Value.GetBytesFromBase64();
            case "boolValue":
                return field.Value.GetBoolean();
            case "nullValue":
                return CelNull.Value;
            case "typeValue":
                return new CelType(field.Value.GetString()!);
            case "listValue":
                return field.Value.TryGetProperty("values", out var items) ? items.EnumerateArray().Select(Read).ToList() : [];
            case "mapValue":
                var map = new CelMap();
                foreach (var entry in field.Value.TryGetProperty("entries", out var entries) ? entries.EnumerateArray() : default)
                {
                    map.TryAdd(Read(entry.GetProperty("key")), Read(entry.GetProperty("value")));
                }

                return map;
            default:
                throw new ArgumentException($"a case of a kind not foreseen: {field.Name}");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static async Task<List<JsonElement>> CasesAsync(string folder)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "extract.mjs") { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not here");
            throw;
        }
    }
}
