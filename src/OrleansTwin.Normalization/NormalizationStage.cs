using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Normalization;

/// <summary>Event → what it means, by the catalogue that ships. The steps stand in <see cref="Normalizer"/>.</summary>
public static class NormalizationStage
{
    private static readonly Lazy<Normalizer> Shipped = new(static () => new(ApiCatalogue.Embedded));

    public static NormalizedEvent Normalize(CloudEvent recorded) => Shipped.Value.Normalize(recorded);

    /// <summary>The action of a call as <see cref="NormalizedEvent.Action"/> names it.</summary>
    public static string ActionOf(Cloud cloud, string service, string name) => Shipped.Value.ActionOf(cloud, service, name);

    /// <summary>What the service deletes along with what the action deletes, and does not name; empty where nothing is documented.</summary>
    public static IReadOnlyList<Cascade> CascadesOf(string action, EntityId parent) =>
        ApiCatalogue.Embedded.Cascades.TryGetValue(action, out var specs)
            ? [.. specs.Select(spec => new Cascade(parent, spec.ChildType, spec.Via, spec.Attribute, spec.Value, spec.Basis))]
            : [];

    /// <summary>Whether the catalogue has an entry of an AWS event source.</summary>
    public static bool Knows(string service, string name) => ApiCatalogue.Embedded.Find(Cloud.Aws, service, name) is not null;

    /// <summary>Service and API of every entry, and whether it says what the call changes.</summary>
    public static IEnumerable<(string Service, string Action, bool Changes)> Catalogued =>
        ApiCatalogue.Embedded.Services.SelectMany(static service => ApiCatalogue.Embedded.ApisOf(service).Select(api => (service, api.Api, api.Changes)));
}
