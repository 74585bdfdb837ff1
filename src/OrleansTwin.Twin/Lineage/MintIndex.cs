using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Lineage;

/// <summary>Mints by key id and by (principal, session). A function of the set of mints: the least position wins where two name one key.</summary>
public sealed class MintIndex
{
    private readonly Dictionary<string, Mint> _byCredential = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityId Principal, string Session), List<Mint>> _bySession = [];

    public IEnumerable<Mint> All => _bySession.Values.SelectMany(static mints => mints).Concat(_byCredential.Values).Distinct();

    public void Add(Mint mint)
    {
        if (mint.Credential.Length > 0 && (!_byCredential.TryGetValue(mint.Credential, out var known) || mint.At < known.At))
        {
            _byCredential[mint.Credential] = mint;
        }

        if (mint.Session is { Length: > 0 } session)
        {
            var key = (mint.Principal, session);
            if (!_bySession.TryGetValue(key, out var mints))
            {
                _bySession[key] = mints = [];
            }

            var at = mints.BinarySearch(mint, Comparer<Mint>.Create(static (a, b) => a.At.CompareTo(b.At)));
            if (at < 0)
            {
                mints.Insert(~at, mint);
            }
        }
    }

    public Mint? ByCredential(string credential) => _byCredential.GetValueOrDefault(credential);

    /// <summary>The session's mints in canonical order.</summary>
    public IReadOnlyList<Mint> BySession(EntityId principal, string session) =>
        _bySession.TryGetValue((principal, session), out var mints) ? mints : [];
}
