namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>The attributes of one request. One that is not listed is not known, or absent where the list is complete.</summary>
internal sealed class AzureAttributes(bool complete)
{
    /// <summary>The sub-operation stands among the request's attributes under this name, as in the first version of the syntax.</summary>
    public const string SubOperation = "subOperation";

    private readonly Dictionary<(AttributeSource, string), List<(string Name, AttributeValue Value)>> _values = [];

    public void Add(AttributeSource source, string name, AttributeValue value)
    {
        var bare = name.Replace(AttributeReference.CaseMarker, "", StringComparison.Ordinal);
        var key = (source, bare.ToLowerInvariant());
        if (!_values.TryGetValue(key, out var list))
        {
            _values[key] = list = [];
        }

        list.Add((bare, value));
    }

    public AttributeValue Find(AttributeReference wanted)
    {
        if (_values.TryGetValue((wanted.Source, wanted.Name.ToLowerInvariant()), out var list))
        {
            if (!wanted.KeyMatchesCase)
            {
                return list[0].Value;
            }

            var key = Key(wanted.Name);
            foreach (var (name, value) in list)
            {
                if (Key(name) == key)
                {
                    return value;
                }
            }
        }

        if (wanted.Name.EndsWith(AttributeReference.KeysMarker, StringComparison.Ordinal) && complete)
        {
            return KeysOf(wanted.Source, wanted.Name[..^AttributeReference.KeysMarker.Length].ToLowerInvariant() + ":");
        }

        return complete ? AttributeValue.Absent : AttributeValue.Unknown;
    }

    private AttributeValue KeysOf(AttributeSource source, string prefix) => AttributeValue.Of(
        [.. _values.Where(v => v.Key.Item1 == source && v.Key.Item2.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(static v => v.Value).Where(static v => !v.Value.IsAbsent)
            .Select(static v => Key(v.Name)).Order(StringComparer.Ordinal)]);

    private static string Key(string name) => name[(name.LastIndexOf(':') + 1)..];
}
