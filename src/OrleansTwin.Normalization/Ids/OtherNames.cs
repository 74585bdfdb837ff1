using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Ids;

/// <summary>Entities whose id a mapping or entry makes itself, <c>vendor:kind:name</c>.</summary>
internal static class OtherNames
{
    public const int LengthMax = 1_024;

    /// <summary>Null where the text is not fit for an id.</summary>
    public static EntityRef? Entity(string id, string type) =>
        IsFit(id) && type.Length <= LengthMax ? new(new(id), new EntityId(id).Kind, type, new EntityId(id).Cloud) : null;

    /// <summary>Neither empty, too long, nor with control characters or halves of surrogate pairs.</summary>
    public static bool IsFit(string text)
    {
        if (text.Length is 0 or > LengthMax)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }
}
