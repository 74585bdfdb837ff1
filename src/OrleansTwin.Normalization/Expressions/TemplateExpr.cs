using System.Text;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>Text with expressions in braces; missing as a whole when one of them is missing or hidden.</summary>
internal sealed class TemplateExpr(Expr[] parts) : Expr
{
    public override Value First(Scope scope)
    {
        if (parts.Length == 1)
        {
            return Value.Of(parts[0].First(scope).AsName());
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.First(scope).AsName() is not { } piece)
            {
                return Value.Missing;
            }

            text.Append(piece);
        }

        return Value.Of(text.ToString());
    }
}
