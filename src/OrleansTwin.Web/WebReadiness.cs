namespace OrleansTwin.Web;

/// <summary>Whether the server has read what it was started with. Until then <c>/health/ready</c> says why not.</summary>
public sealed class WebReadiness
{
    private volatile string? _notYet = "starting";

    /// <summary>Null when ready, else what is still going on, in words.</summary>
    public string? NotYet
    {
        get => _notYet;
        set => _notYet = value;
    }
}
