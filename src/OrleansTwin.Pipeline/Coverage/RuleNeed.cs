using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>What a rule needs to fire, from the events in it that must make it fire.</summary>
/// <param name="Rule">Its key.</param>
/// <param name="Cloud">Of its log.</param>
/// <param name="Ways">Each a set of records that are needed together; empty where the rule carries no such event or none could be read.</param>
public sealed record RuleNeed(string Rule, Cloud Cloud, ValueArray<string> Techniques, ValueArray<string> Tactics, ValueArray<ValueArray<NeededRecord>> Ways);
