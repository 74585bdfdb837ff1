using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Agreement;

/// <summary>The truth meter: <c>agreement.json</c>.</summary>
/// <param name="Calls">Calls held against the twin: writes, refusals, reads of data and secrets. Plain reads are not kept and not held against it.</param>
/// <param name="Assumes">What every answer takes for granted.</param>
/// <param name="Rows">By account, service and layer, ordinal order.</param>
/// <param name="NotDecidable">The rest, by account, service and what was missing.</param>
public sealed record AgreementReport(int Calls, int Decidable, int Agreed, int Disagreed, ValueArray<string> Assumes, ValueArray<AgreementRow> Rows, ValueArray<OpenCalls> NotDecidable);
