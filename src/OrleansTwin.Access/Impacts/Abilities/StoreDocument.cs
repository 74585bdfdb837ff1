using System.Runtime.CompilerServices;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The policy document that a view of a store holds, read once for each view.</summary>
internal sealed class StoreDocument
{
    private static readonly ConditionalWeakTable<ConfigView, StoreDocument> Known = [];

    private StoreDocument(AttributeView? attribute) =>
        Json = attribute is { Known: true, Value: { } value } ? JsonText.Document(value) : null;

    public string? Json { get; }

    /// <summary>Of the policy's name and text, with the name it was asked for last.</summary>
    private (string Name, ulong Print, PolicyText Text)? Named { get; set; }

    public static StoreDocument Of(ConfigView view, string path) => Known.GetValue(view, view => new(view.Attribute(path)));

    public (PolicyText Text, ulong Print)? As(string name)
    {
        if (Json is null)
        {
            return null;
        }

        lock (this)
        {
            if (Named is not { } named || named.Name != name)
            {
                var text = new PolicyText(name, Json);
                Named = named = (name, JudgeCache.PrintOf(text), text);
            }

            return (named.Text, named.Print);
        }
    }
}
