using System.Collections.Immutable;
using OrleansTwin.Access.Azure.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>Who asks for what.</summary>
/// <param name="Principal">Object id of the caller.</param>
/// <param name="Groups">Groups the caller is told to be in.</param>
/// <param name="Action">The operation in lower case.</param>
/// <param name="IsData">An operation on data (DataActions), not of management (Actions).</param>
/// <param name="Resource">On what.</param>
/// <param name="Attributes">What conditions may ask for.</param>
internal sealed record AzureRequest(string Principal, ImmutableArray<string> Groups, string Action, bool IsData, AzureScope Resource, AzureAttributes Attributes);
