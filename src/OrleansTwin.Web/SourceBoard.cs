using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Web;

/// <summary>How the sources of the server stand; whoever runs them says how to find out.</summary>
public sealed class SourceBoard
{
    /// <summary>Reports of all sources, by name.</summary>
    public Func<IReadOnlyList<SourceReport>> Reports { get; set; } = static () => [];
}
