using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Steps;

/// <summary>Evaluates one entry on one event.</summary>
internal sealed class EventDraft(Scope scope, EntityTypes types, ApiEntry entry, bool effective)
{
    /// <summary>Most entities one event changes or touches.</summary>
    public const int EntitiesMax = 1_000;

    private readonly List<ChangeDraft> _changes = [];
    private readonly List<Cascade> _cascades = [];
    private readonly List<Target> _targets = [];
    private readonly List<EntityRef> _found = [];

    public NormalizedEvent Build()
    {
        // First what is reached into or become: it is what the call is about, not the session made for it.
        var data = Data();
        foreach (var spec in entry.Changes)
        {
            spec.Entity.Each(scope, (_, reference) => Change(spec, reference));
        }

        foreach (var target in entry.Targets)
        {
            target.Entity.Each(scope, (_, reference) => Touch(reference, _targets.Count == 0 && entry.Changes.Length == 0 ? TargetRole.Primary : target.Role));
        }

        foreach (var named in scope.Event.Named)
        {
            Target(new(named.Id, named.Id.Kind, named.Type), _targets.Count == 0 ? TargetRole.Primary : named.Role == TargetRole.Primary ? TargetRole.Related : named.Role);
        }

        var mint = Mint();
        return new()
        {
            Action = entry.Action,
            Phase = entry.Phase,
            Known = true,
            Write = effective && entry.Write,
            Changes = effective ? [.. _changes.Select(c => c.Build(scope, entry))] : [],
            Targets = [.. _targets],
            Data = data,
            Mint = effective ? mint : null,
            Cascades = effective ? [.. _cascades] : [],
            Sensitive = entry.Sensitive,
            Unreadable = scope.Unreadable,
        };
    }

    private void Change(ChangeSpec spec, RefExpr reference)
    {
        _found.Clear();
        reference.Resolve(scope, types, _found);
        foreach (var entity in _found.ToArray())
        {
            if (_changes.Count >= EntitiesMax)
            {
                return;
            }

            Target(entity, _targets.Count == 0 ? TargetRole.Primary : TargetRole.Related);
            var draft = _changes.Find(c => c.Entity.Id == entity.Id);
            if (draft is null)
            {
                _changes.Add(draft = new(entity));
            }

            draft.Apply(scope, types, spec);
            foreach (var cascade in spec.Cascades)
            {
                _cascades.Add(new(entity.Id, cascade.ChildType, cascade.Via, cascade.Attribute, cascade.Value, cascade.Basis));
            }

            foreach (var relation in draft.Relations)
            {
                if (!relation.To.IsNone)
                {
                    Target(new(relation.To, relation.To.Kind, relation.ToType), TargetRole.Related);
                }
            }
        }
    }

    private DataAccess? Data()
    {
        if (entry.Data is not { } spec)
        {
            return null;
        }

        DataAccess? access = null;
        spec.Entity.Each(scope, (_, reference) =>
        {
            _found.Clear();
            reference.Resolve(scope, types, _found);
            foreach (var entity in _found)
            {
                Target(entity, spec.Inside ? TargetRole.Container : TargetRole.Primary);
                access ??= new(entity.Id, entity.Type, spec.Verb, Bytes());
            }
        });
        return access;
    }

    // The size of a management answer is no volume of data (log-facts §3).
    private long? Bytes()
    {
        if (scope.Event.Category != EventCategory.Data)
        {
            return null;
        }

        var text = Value.Of(Shape.Member(scope.Part(RecordPart.Additional), "bytesTransferredOut")).AsText();
        return decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var bytes) && bytes is >= 0 and <= long.MaxValue
            ? (long)bytes
            : null;
    }

    private CredentialMint? Mint()
    {
        if (entry.Mint is not { } spec)
        {
            return null;
        }

        CredentialMint? mint = null;
        spec.Principal.Each(scope, (_, reference) =>
        {
            _found.Clear();
            reference.Resolve(scope, types, _found);
            foreach (var principal in _found)
            {
                Target(principal, _targets.Count == 0 ? TargetRole.Primary : TargetRole.Related);
                mint ??= new()
                {
                    KeyId = Name(spec.Key),
                    Principal = principal.Id,
                    PrincipalType = principal.Type,
                    Session = Name(spec.Session),
                    Expires = LogTime.Parse(Name(spec.Expires)),
                    By = scope.Event.Actor,
                    SourceIdentity = Name(spec.SourceIdentity),
                    Federation = Name(spec.Federation),
                    UniqueId = Name(spec.UniqueId),
                    Basis = spec.Basis,
                    Action = entry.Action,
                };
            }
        });
        return mint;
    }

    private string? Name(Expr? expression) => expression?.First(scope).AsName();

    private void Touch(RefExpr reference, TargetRole role)
    {
        _found.Clear();
        reference.Resolve(scope, types, _found);
        foreach (var entity in _found)
        {
            Target(entity, role);
        }
    }

    private void Target(EntityRef entity, TargetRole role)
    {
        // Everyone is nobody in particular: no entity, and nothing that two events have in common.
        if (entity != EntityTypes.Everyone && _targets.Count < EntitiesMax && !IsTarget(entity.Id))
        {
            _targets.Add(new(entity.Id, entity.Type, role));
        }
    }

    private bool IsTarget(EntityId id)
    {
        foreach (var target in _targets)
        {
            if (target.Id == id)
            {
                return true;
            }
        }

        return false;
    }
}
