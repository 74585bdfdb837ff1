namespace OrleansTwin.Access.Conditions;

/// <summary>BinaryEquals: both values are base64 of the same bytes.</summary>
internal sealed class BinaryComparison(string value, string place) : ValueComparison
{
    private readonly byte[]? _value = Decode(value);

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        if (_value is null)
        {
            notes.AddError($"{place}: `{value}` is no base64");
            return Truth.No;
        }

        if (Decode(contextValue) is not { } actual)
        {
            notes.AddError($"{place}: the request's value is no base64");
            return Truth.No;
        }

        return actual.AsSpan().SequenceEqual(_value).ToTruth();
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
