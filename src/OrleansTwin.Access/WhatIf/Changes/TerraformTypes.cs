using OrleansTwin.Access.Impacts;
using Glob = OrleansTwin.Access.Jewels.Glob;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>The file <c>terraform.yaml</c>.</summary>
internal sealed class TerraformTypes
{
    public static TerraformTypes Default { get; } = EmbeddedYaml.Read<TerraformTypes>("WhatIf/Data/terraform.yaml");

    public List<string> Neutral { get; init; } = [];

    public bool IsNeutral(string type) => Neutral.Exists(pattern => Glob.Matches(pattern, type));
}
