namespace OrleansTwin.Access.Agreement;

/// <summary>A call on which the log and the twin disagree.</summary>
/// <param name="Event">Its id.</param>
/// <param name="Logged"><c>success</c> or <c>denied</c>.</param>
/// <param name="Decided"><c>allowed</c> or <c>denied</c>.</param>
public sealed record AgreementExample(string Event, DateTimeOffset Time, string Principal, string Action, string Logged, string Decided, string Why);
