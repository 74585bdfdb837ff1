namespace OrleansTwin.Web.Layout;

/// <summary>A place in a column while rows are worked out: a box, or the passage of an arrow that only goes by.</summary>
internal sealed class Slot(int column, int index, double height, LaidBox? box)
{
    public int Column { get; } = column;

    /// <summary>First order, which breaks every tie.</summary>
    public int Index { get; } = index;

    public double Height { get; } = height;

    public LaidBox? Box { get; } = box;

    /// <summary>Neighbours one column to the left and to the right, with their weights.</summary>
    public List<(Slot Slot, int Weight)> Left { get; } = [];

    public List<(Slot Slot, int Weight)> Right { get; } = [];

    /// <summary>Place in its column, from 0.</summary>
    public int Rank { get; set; }

    /// <summary>Height of the middle.</summary>
    public double Y { get; set; }

    /// <summary>Part of the attack's own path, which is kept straight.</summary>
    public bool IsSpine { get; set; }
}
