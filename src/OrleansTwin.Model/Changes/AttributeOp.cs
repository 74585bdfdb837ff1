namespace OrleansTwin.Model.Changes;

/// <summary>What happens to one attribute, or to one element of a set-valued attribute.</summary>
public enum AttributeOp
{
    /// <summary>The value is as given (null is known to be empty).</summary>
    Set = 0,

    /// <summary>The attribute, or the element, is gone.</summary>
    Remove = 1,

    /// <summary>The value changed but the log does not hold it: not known as of this event.</summary>
    Unknown = 2,

    /// <summary>The set is emptied of all elements (a whole new set follows as Set of elements at the same order).</summary>
    Clear = 3,

    /// <summary>
    /// It may have changed: whether the call had its effect is not told. What stood there is no longer known to be the whole truth, and is kept for
    /// sets only. Beside the entity's attributes it is said of a relation, by the name of its kind, and of its life (<c>state</c>).
    /// </summary>
    Doubt = 4,
}
