using OrleansTwin.Model.Events;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A log whose settings the twin does not derive: its records tell whether it comes.</summary>
/// <param name="RuleLogs">Logs that rules name it by.</param>
/// <param name="Seconds">Typical delay.</param>
/// <param name="Words">Where that is said.</param>
/// <param name="HowTo">What brings it here.</param>
/// <param name="Tells">A command that shows its settings.</param>
public sealed record OtherLog(IReadOnlyList<RecordFormat> Formats, IReadOnlyList<string> RuleLogs, string Name, int Seconds, string Words, string HowTo, IReadOnlyList<string>? Tells);
