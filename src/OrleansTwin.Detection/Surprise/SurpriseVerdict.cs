using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Surprise;

/// <summary>That something loud is no surprise.</summary>
/// <param name="To">What is left of the signal's severity.</param>
/// <param name="Why">The reason with its numbers, as the end of a sentence that begins with what was lowered.</param>
internal sealed record SurpriseVerdict(Severity To, string Why);
