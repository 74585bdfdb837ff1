using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Pipeline.Query;

/// <summary>A condition on rows, bound to fields; three-valued.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public abstract Truth Of(object row);

    public sealed record All(IReadOnlyList<Condition> Parts) : Condition
    {
        public override Truth Of(object row)
        {
            var least = Truth.Yes;
            foreach (var part in Parts)
            {
                var truth = part.Of(row);
                if (truth == Truth.No)
                {
                    return Truth.No;
                }

                least = least.And(truth);
            }

            return least;
        }
    }

    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition
    {
        public override Truth Of(object row)
        {
            var greatest = Truth.No;
            foreach (var part in Parts)
            {
                var truth = part.Of(row);
                if (truth == Truth.Yes)
                {
                    return Truth.Yes;
                }

                greatest = greatest.Or(truth);
            }

            return greatest;
        }
    }

    public sealed record Not(Condition Part) : Condition
    {
        public override Truth Of(object row) => Part.Of(row).Not();
    }

    /// <summary>Some value of the field fits some of the given ones.</summary>
    public sealed record Some(QueryField Field, string Key, IReadOnlyList<Scalar> Values, Func<Scalar, Scalar, bool> Fits) : Condition
    {
        public override Truth Of(object row)
        {
            var value = Field.Read(row, Key);
            if (!value.Known)
            {
                return Truth.Unknown;
            }

            foreach (var one in value.Values)
            {
                foreach (var asked in Values)
                {
                    if (Fits(one, asked))
                    {
                        return Truth.Yes;
                    }
                }
            }

            return Truth.No;
        }
    }

    /// <summary>The field is not known; of this itself nothing is unknown.</summary>
    public sealed record IsUnknown(QueryField Field, string Key) : Condition
    {
        public override Truth Of(object row) => Field.Read(row, Key).Known ? Truth.No : Truth.Yes;
    }

    /// <summary>The field is known to have no value.</summary>
    public sealed record IsEmpty(QueryField Field, string Key) : Condition
    {
        public override Truth Of(object row) => Field.Read(row, Key) is { Known: true } value ? value.Values.IsEmpty ? Truth.Yes : Truth.No : Truth.Unknown;
    }
}
