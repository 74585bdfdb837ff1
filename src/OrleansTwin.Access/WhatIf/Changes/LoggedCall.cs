using System.Text.Json;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>A CloudTrail record's parts that a change needs.</summary>
/// <param name="Account">That it happened in.</param>
/// <param name="Region">The same.</param>
/// <param name="Request"><c>requestParameters</c>.</param>
/// <param name="Response"><c>responseElements</c>.</param>
internal sealed record LoggedCall(string Account, string Region, JsonElement Request, JsonElement Response);
