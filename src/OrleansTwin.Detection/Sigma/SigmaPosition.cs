namespace OrleansTwin.Detection.Sigma;

/// <summary>Where something stands in a rule file. Lines and columns count from one.</summary>
public readonly record struct SigmaPosition(string File, int Line, int Column)
{
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
