using OrleansTwin.Model.Signals;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary><c>severity_id</c> with its caption: 1 Informational to 5 Critical.</summary>
internal static class OcsfSeverity
{
    public static int IdOf(Severity severity) => (int)severity + 1;

    public static string CaptionOf(Severity severity) => severity == Severity.Info ? "Informational" : severity.ToString();
}
