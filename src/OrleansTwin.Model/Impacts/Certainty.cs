namespace OrleansTwin.Model.Impacts;

/// <summary>How sure an impact is. <see cref="Possible"/> rests on an assumption that is named; alone it is never above medium.</summary>
public enum Certainty
{
    Certain = 0,
    Possible = 1,
    NotDecidable = 2,
}
