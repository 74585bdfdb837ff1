namespace OrleansTwin.Normalization.Expressions;

internal enum LogicOperator
{
    And,
    Or,
    Not,
}
