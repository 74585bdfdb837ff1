namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A text that stands in an attribute's value.</summary>
public sealed record AttributeText(string Attribute, string Text);
