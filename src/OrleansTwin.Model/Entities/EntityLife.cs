namespace OrleansTwin.Model.Entities;

/// <summary>Life of an entity. <see cref="Unconfirmed"/>: only referred to.</summary>
public enum EntityLife
{
    Unconfirmed = 0,
    Active = 1,
    Deleted = 2,
}
