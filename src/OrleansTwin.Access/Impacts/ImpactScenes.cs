using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// The scenes of the changes worked on last, so that entities one change reaches share what was read for it: what a role can do is
/// decided once a change, not once for each workload that acts as it. A memo only: a scene is found again for the same change over the
/// same estate instance, and then gives the answer a new one would give. For several threads; one scene answers one at a time.
/// </summary>
public sealed class ImpactScenes(ImpactContext context)
{
    /// <summary>Scenes kept; each holds the views and abilities it read.</summary>
    public const int ScenesMax = 16;

    private readonly Lock _gate = new();
    private readonly LinkedList<(IEstate Estate, ImpactScene Scene)> _latest = [];

    /// <summary>As <see cref="ImpactStage.Direct(ResourceChange, IEstate, ImpactContext)"/>.</summary>
    public ImpactAnswer Direct(ResourceChange change, IEstate estate)
    {
        var scene = Of(change, estate);
        lock (scene)
        {
            // What the scene read for others is given out as read here too: an answer may rest on it.
            return new(ImpactStage.Direct(scene), scene.Reads);
        }
    }

    /// <summary>As <see cref="ImpactStage.Spread(ResourceChange, EntityId, int, IEstate, ImpactContext)"/>.</summary>
    public ImpactAnswer Spread(ResourceChange change, EntityId entity, int hop, IEstate estate)
    {
        var scene = Of(change, estate);
        lock (scene)
        {
            return new(ImpactStage.Spread(scene, entity, hop), scene.Reads);
        }
    }

    private ImpactScene Of(ResourceChange change, IEstate estate)
    {
        lock (_gate)
        {
            for (var node = _latest.First; node is not null; node = node.Next)
            {
                if (ReferenceEquals(node.Value.Estate, estate) && ReferenceEquals(node.Value.Scene.Change, change))
                {
                    _latest.Remove(node);
                    _latest.AddFirst(node);
                    return node.Value.Scene;
                }
            }

            var scene = new ImpactScene(change, estate, context);
            _latest.AddFirst((estate, scene));
            if (_latest.Count > ScenesMax)
            {
                _latest.RemoveLast();
            }

            return scene;
        }
    }
}
