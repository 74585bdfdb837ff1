using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Clouds;

/// <summary>The groups of one member.</summary>
/// <param name="Certain">Groups that hold it.</param>
/// <param name="Possible">Groups that may hold it, since members of them or below them are not known.</param>
/// <param name="Listed">All groups whose members were told.</param>
internal sealed record Membership(IReadOnlySet<string> Certain, IReadOnlySet<string> Possible, IReadOnlySet<string> Listed)
{
    /// <summary>Whether a group holds the member; a group that was not listed may.</summary>
    public Truth In(string group) =>
        Certain.Contains(group) ? Truth.Yes
        : Possible.Contains(group) || !Listed.Contains(group) ? Truth.Unknown
        : Truth.No;
}
