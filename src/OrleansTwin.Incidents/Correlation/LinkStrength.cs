namespace OrleansTwin.Incidents.Correlation;

/// <summary>Whether a link joins by itself.</summary>
public enum LinkStrength
{
    Weak = 0,
    Strong = 1,
}
