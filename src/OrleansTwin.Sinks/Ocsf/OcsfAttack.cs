namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>attack</c> (MITRE ATT&amp;CK): a technique or sub-technique by id, or a tactic by its name.</summary>
internal sealed record OcsfAttack(OcsfAttackPart? Technique, OcsfAttackPart? SubTechnique, OcsfAttackPart? Tactic)
{
    /// <summary>Techniques first, then tactics; ids of the form <c>T1098.001</c> are sub-techniques.</summary>
    public static IReadOnlyList<OcsfAttack>? Of(IEnumerable<string> techniques, IEnumerable<string> tactics)
    {
        List<OcsfAttack> all =
        [
            .. techniques.Select(static id => id.Split('.') is [var technique, _]
                ? new OcsfAttack(new(technique, null), new(id, null), null)
                : new OcsfAttack(new(id, null), null, null)),
            .. tactics.Select(static name => new OcsfAttack(null, null, new(null, name))),
        ];
        return all.Count == 0 ? null : all;
    }
}
