namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Yes, no and not known, joined: Kleene's logic.</summary>
internal static class Ternary
{
    /// <summary>True where one is, null where one may be.</summary>
    public static bool? Any(IEnumerable<bool?> answers)
    {
        bool? joined = false;
        foreach (var answer in answers)
        {
            if (answer == true)
            {
                return true;
            }

            joined = answer is null ? null : joined;
        }

        return joined;
    }

    /// <summary>False where one is, null where one may be.</summary>
    public static bool? All(IEnumerable<bool?> answers) => !Any(answers.Select(static answer => !answer));
}
