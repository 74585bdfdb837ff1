namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>What the modifiers of a field make of its values.</summary>
internal enum FieldTestKind
{
    Text,
    Regex,
    Cidr,
    Compare,
    Exists,
    Reference,
    Time,
}
