namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A word or bracket of a condition and how far from its start it stands.</summary>
internal readonly record struct ConditionToken(string Text, int Column)
{
    public static List<ConditionToken> Split(string text)
    {
        var tokens = new List<ConditionToken>();
        var i = 0;
        while (i < text.Length && tokens.Count <= SigmaLimits.ConditionTokensMax)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            if (!IsSign(text[start]))
            {
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !IsSign(text[i]))
                {
                    i++;
                }
            }

            tokens.Add(new(text[start..i], start));
        }

        return tokens;
    }

    private static bool IsSign(char character) => character is '(' or ')' or '|';
}
