namespace OrleansTwin.Model.Ids;

/// <summary>
/// A GCP full resource name: <c>//service.googleapis.com/collection/id/…</c>. Source: Google Cloud API design guide, resource names.
/// </summary>
public readonly record struct GcpResourceName
{
    public const int LengthMax = 2048;

    private GcpResourceName(string value, string service, string path, string project)
    {
        Value = value;
        Service = service;
        Path = path;
        Project = project;
    }

    public string Value { get; }

    /// <summary>For example <c>compute.googleapis.com</c>.</summary>
    public string Service { get; }

    public string Path { get; }

    /// <summary>Project id or number, or empty for names outside a project.</summary>
    public string Project { get; }

    public static bool TryParse(string? text, out GcpResourceName name)
    {
        name = default;
        if (text is null || text.Length > LengthMax || !text.StartsWith("//", StringComparison.Ordinal) || text.Any(char.IsControl))
        {
            return false;
        }

        var slash = text.IndexOf('/', 2);
        if (slash <= 2 || slash == text.Length - 1)
        {
            return false;
        }

        var path = text[(slash + 1)..];
        var parts = path.Split('/');
        var at = Array.IndexOf(parts, "projects");
        var project = at >= 0 && at + 1 < parts.Length ? parts[at + 1] : string.Empty;
        name = new(text, text[2..slash], path, project);
        return true;
    }

    public override string ToString() => Value ?? string.Empty;
}
