namespace OrleansTwin.Rules;

/// <summary>One bundled rule file: its path inside the set, such as <c>aws/cloudtrail/impact_key_deletion_scheduled.yml</c>, and its text.</summary>
public sealed record RuleText(string Path, string Text);
