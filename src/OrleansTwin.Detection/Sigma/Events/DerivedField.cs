namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>
/// A field that no record writes but that follows from what it writes: computed on first use, from the record alone.
/// Its name begins with <c>x.</c>, so that no rule of others meets it by chance.
/// </summary>
internal abstract class DerivedField
{
    /// <summary>Adds its values to the slot.</summary>
    public abstract void Derive(SigmaEvent record, int slot);
}
