namespace OrleansTwin.Web.Layout;

/// <summary>States of nodes, the worst first.</summary>
internal static class StateOrder
{
    private static readonly string[] Worst = ["source", "compromised", "attempted", "exposed", "unconfirmed", "clean"];

    public static int RankOf(string state) => Array.IndexOf(Worst, state) is var rank && rank < 0 ? Worst.Length : rank;
}
