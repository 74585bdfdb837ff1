using System.Runtime.CompilerServices;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The policy document that a view of a store holds, read once for each view.</summary>
internal sealed class StoreDocument
{
    private static readonly ConditionalWeakTable<ConfigView, StoreDocument> Known = [];

    private readonly Lock _gate = new();
    private readonly string _path;
    private (string Name, ulong Print, PolicyText Text)? _named;

    private StoreDocument(ConfigView view, string path) =>
        (_path, Json) = (path, view.Attribute(path) is { Known: true, Value: { } value } ? JsonText.Document(value) : null);

    public string? Json { get; }

    public static StoreDocument Of(ConfigView view, string path)
    {
        // A store has one kind and so one such attribute; asked for another, nothing is remembered.
        var known = Known.GetValue(view, view => new(view, path));
        return known._path == path ? known : new(view, path);
    }

    /// <summary>The policy under the name reasons call it by, and the fingerprint of both; remembered for the name asked for last.</summary>
    public (PolicyText Text, ulong Print)? As(string name)
    {
        if (Json is null)
        {
            return null;
        }

        lock (_gate)
        {
            if (_named is not { } named || named.Name != name)
            {
                var text = new PolicyText(name, Json);
                _named = named = (name, JudgeCache.PrintOf(text), text);
            }

            return (named.Text, named.Print);
        }
    }
}
