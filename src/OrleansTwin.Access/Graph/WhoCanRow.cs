using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph;

/// <summary>One line of <c>twin access who-can</c>.</summary>
/// <param name="Principal">ARN, account, service or provider; <c>*</c> for anybody.</param>
/// <param name="Action">The action asked for.</param>
/// <param name="Resource">The resource or pattern asked for.</param>
/// <param name="Certainty">always, conditional or unknown.</param>
/// <param name="Conditions">What a request has to meet.</param>
/// <param name="Via">Policies and statements that allow it.</param>
/// <param name="Unknown">What was not seen and could change the answer.</param>
public sealed record WhoCanRow(
    string Principal, string Action, string Resource, AccessCertainty Certainty, ImmutableArray<string> Conditions, ImmutableArray<string> Via, ImmutableArray<string> Unknown);
