using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace OrleansTwin.Access.Policies;

/// <summary>
/// Reads a policy document by the grammar of the IAM JSON policy language
/// (AWS: "Grammar of the IAM JSON policy language"). Steps: bytes to JSON with limits, the document,
/// each statement. Every problem becomes a <see cref="PolicyDiagnostic"/> with its place.
/// </summary>
public static class PolicyReader
{
    private static readonly ImmutableHashSet<string> DocumentElements =
        ImmutableHashSet.Create(StringComparer.Ordinal, "Version", "Id", "Statement");

    public static PolicyParseResult Read(string json, PolicyLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        limits ??= PolicyLimits.Default;
        if (json.Length > limits.DocumentBytesMax)
        {
            return TooLarge(json.Length, limits);
        }

        return Read(Encoding.UTF8.GetBytes(json), limits);
    }

    public static PolicyParseResult Read(ReadOnlySpan<byte> utf8, PolicyLimits? limits = null)
    {
        limits ??= PolicyLimits.Default;
        if (utf8.Length > limits.DocumentBytesMax)
        {
            return TooLarge(utf8.Length, limits);
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.DepthMax });
            using var parsed = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
            {
                return Fail(PolicyDiagnosticCode.NotJson, "$", "text after the end of the document");
            }

            return Read(parsed.RootElement, limits);
        }
        catch (JsonException problem)
        {
            var code = problem.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
                ? PolicyDiagnosticCode.TooDeep
                : PolicyDiagnosticCode.NotJson;
            return Fail(code, "$", $"not JSON at line {(problem.LineNumber ?? 0) + 1}, byte {problem.BytePositionInLine ?? 0}");
        }
        catch (InvalidOperationException)
        {
            return Fail(PolicyDiagnosticCode.NotJson, "$", "invalid text encoding");
        }
    }

    /// <summary>Reads a document that is part of a larger JSON text. Depth was limited by whoever parsed that text.</summary>
    public static PolicyParseResult Read(JsonElement root, PolicyLimits? limits = null)
    {
        var problems = new PolicyProblems(limits ?? PolicyLimits.Default);
        try
        {
            var document = ReadDocument(root, problems);
            return problems.Any ? new PolicyParseResult(null, problems.ToImmutable()) : new PolicyParseResult(document, []);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json decodes strings late; a lone surrogate shows only here.
            return Fail(PolicyDiagnosticCode.NotJson, "$", "a string holds invalid text");
        }
    }

    private static PolicyDocument? ReadDocument(JsonElement root, PolicyProblems problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add(PolicyDiagnosticCode.WrongType, "$", $"`{root.ValueKind}` where an object is allowed");
            return null;
        }

        problems.CheckElements(root, "$", DocumentElements);
        var version = PolicyDocument.VersionDefault;
        if (root.TryGetProperty("Version", out var versionElement))
        {
            version = versionElement.ValueKind == JsonValueKind.String ? versionElement.GetString()! : "";
            if (version is not (PolicyDocument.VersionDefault or PolicyDocument.VersionWithVariables))
            {
                problems.Add(PolicyDiagnosticCode.InvalidValue, "$.Version", $"`{PolicyProblems.Show(versionElement)}`; allowed are 2012-10-17 and 2008-10-17");
            }
        }

        if (!root.TryGetProperty("Statement", out var statements))
        {
            problems.Add(PolicyDiagnosticCode.MissingElement, "$.Statement", "a policy has a Statement");
            return null;
        }

        return new PolicyDocument(version, ReadStatements(statements, problems));
    }

    private static ImmutableArray<PolicyStatement> ReadStatements(JsonElement statements, PolicyProblems problems)
    {
        var reader = new PolicyStatementReader(problems);
        if (statements.ValueKind == JsonValueKind.Object)
        {
            return reader.Read(statements, 0, "$.Statement") is { } single ? [single] : [];
        }

        if (statements.ValueKind != JsonValueKind.Array)
        {
            problems.Add(PolicyDiagnosticCode.WrongType, "$.Statement", $"`{statements.ValueKind}` where an object or a list of objects is allowed");
            return [];
        }

        var count = statements.GetArrayLength();
        if (count > problems.Limits.StatementsMax)
        {
            problems.Add(PolicyDiagnosticCode.TooManyStatements, "$.Statement", $"`{count}` statements; allowed are {problems.Limits.StatementsMax}");
            return [];
        }

        var read = ImmutableArray.CreateBuilder<PolicyStatement>(count);
        var index = 0;
        foreach (var element in statements.EnumerateArray())
        {
            if (problems.Full)
            {
                break;
            }

            if (reader.Read(element, index, $"$.Statement[{index}]") is { } statement)
            {
                read.Add(statement);
            }

            index++;
        }

        return read.ToImmutable();
    }

    private static PolicyParseResult TooLarge(int length, PolicyLimits limits) =>
        Fail(PolicyDiagnosticCode.TooLarge, "$", $"`{length}` bytes; allowed are {limits.DocumentBytesMax}");

    private static PolicyParseResult Fail(PolicyDiagnosticCode code, string place, string message) =>
        new(null, [new PolicyDiagnostic(code, place, message)]);
}
