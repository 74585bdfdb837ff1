using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Agreement;

/// <summary>Logged outcomes against the twin's own answer, by account, service and the layer of policy that decided.</summary>
/// <param name="Examples">Disagreements, the earliest <see cref="AgreementStage.ExamplesMax"/>.</param>
public sealed record AgreementRow(string Account, string Service, string Layer, int Decidable, int Agreed, int Disagreed, ValueArray<AgreementExample> Examples);
