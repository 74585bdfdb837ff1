using OrleansTwin.Model.Signals;

namespace OrleansTwin.Commands.Answers;

/// <summary>One pair and the greatest severity of the signals at either event.</summary>
internal sealed record ContrastPair(string Id, string Call, Severity Usual, Severity Unusual, string UsualRules, string UnusualRules)
{
    public bool ToldApart => Usual < Severity.Medium && Unusual >= Severity.Medium;
}
