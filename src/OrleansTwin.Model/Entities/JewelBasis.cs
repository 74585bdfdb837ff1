namespace OrleansTwin.Model.Entities;

public enum JewelBasis
{
    Marked = 0,
    Candidate = 1,
}
