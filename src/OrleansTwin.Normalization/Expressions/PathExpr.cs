using System.Text.Json;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>A path into a part of the record or a variable: <c>req.groupSet[].groupId</c>, <c>rsc[type=AWS::KMS::Key].ARN</c>, <c>p.cidrIp</c>.</summary>
internal sealed class PathExpr(RecordPart? part, string root, PathSegment[] segments) : Expr
{
    /// <summary>Most values one path gives.</summary>
    public const int ValuesMax = 2_000;

    public override bool IsSingle { get; } = Array.TrueForAll(segments, static segment => segment.Name is not null);

    public override Value First(Scope scope) => First(Root(scope), 0);

    public override void All(Scope scope, List<Value> into) => Collect(Root(scope), 0, into);

    private JsonElement Root(Scope scope) => part is { } known ? scope.Part(known) : scope.Variable(root);

    private Value First(JsonElement element, int at)
    {
        for (; at < segments.Length; at++)
        {
            var segment = segments[at];
            if (segment.Name is not null)
            {
                element = Shape.Member(element, segment.Utf8Name);
                continue;
            }

            foreach (var item in Shape.Items(element))
            {
                if (segment.Fits(item) && First(item, at + 1) is { IsMissing: false } found)
                {
                    return found;
                }
            }

            return Value.Missing;
        }

        return Value.Of(element);
    }

    private void Collect(JsonElement element, int at, List<Value> into)
    {
        for (; at < segments.Length; at++)
        {
            var segment = segments[at];
            if (segment.Name is not null)
            {
                element = Shape.Member(element, segment.Utf8Name);
                continue;
            }

            foreach (var item in Shape.Items(element))
            {
                if (segment.Fits(item) && into.Count < ValuesMax)
                {
                    Collect(item, at + 1, into);
                }
            }

            return;
        }

        var value = Value.Of(element);
        if (!value.IsMissing && into.Count < ValuesMax)
        {
            into.Add(value);
        }
    }
}
