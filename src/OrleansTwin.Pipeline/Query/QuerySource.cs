namespace OrleansTwin.Pipeline.Query;

/// <summary>What a query may ask for: a kind of rows and their fields.</summary>
/// <param name="Order">Field that orders rows where the query names none; falling if it is a time.</param>
public sealed record QuerySource(string Name, string Help, IReadOnlyList<QueryField> Fields, string Order)
{
    /// <summary>The field of a name and the key behind it, or null where there is none.</summary>
    public (QueryField Field, string Key)? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.TakesKey ? name.Length > field.Name.Length && name.StartsWith(field.Name, StringComparison.OrdinalIgnoreCase) : name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            {
                return (field, field.TakesKey ? name[field.Name.Length..] : string.Empty);
            }
        }

        return null;
    }
}
