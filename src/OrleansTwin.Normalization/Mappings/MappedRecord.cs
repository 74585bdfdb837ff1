using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>Evaluates a mapping on one record.</summary>
internal sealed partial class MappedRecord(SourceMapping mapping, Scope scope, SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format)
{
    /// <summary>Most targets taken from one record.</summary>
    private const int TargetsMax = 100;

    /// <summary>Most techniques taken from a finding.</summary>
    private const int TechniquesMax = 50;

    private const int AccountMax = 128;
    private const int TextMax = 2_048;

    public CloudEvent? Build(out string? reason)
    {
        var timeText = mapping.Time.First(scope).AsText();
        var time = MappedTimes.Parse(timeText);
        var action = Line(mapping.Action);
        reason = time is null ? (string.IsNullOrEmpty(timeText) ? "the record tells no time" : $"`{Cut(timeText)}` is no time")
            : action is null ? "the record tells no action" : null;
        if (reason is not null)
        {
            return null;
        }

        var address = mapping.SourceIp?.First(scope).AsText();
        var agent = mapping.UserAgent?.First(scope).AsText();
        var outcome = mapping.Outcome.Read(scope);
        var code = Line(mapping.ErrorCode);
        var part = Named<OperationPart>(mapping.Part);
        return new CloudEvent
        {
            Id = IdOf(),
            Time = time!.Value,
            Format = format,
            Cloud = mapping.Cloud,
            Account = AccountOf(Line(mapping.Account)),
            Region = Line(mapping.Region) ?? string.Empty,
            Action = action!,
            Service = Line(mapping.Service) ?? mapping.Name,
            Category = Named<EventCategory>(mapping.Category),
            // Only the part that counts says that something was written: the others would tell of it twice.
            ReadOnly = part == OperationPart.Whole ? Flag(mapping.ReadOnly) : null,
            Actor = ActorOf(),
            SourceIp = HostText.AddressOf(address),
            SourceName = HostText.AddressOf(address) is null && !string.IsNullOrEmpty(address) ? Cut(address) : null,
            UserAgent = string.IsNullOrEmpty(agent) ? null : SecretMask.Text(Cut(agent)),
            Outcome = outcome,
            ErrorCode = outcome == Outcome.Success ? null : code,
            ErrorMessage = outcome == Outcome.Success ? null : Line(mapping.ErrorMessage),
            Part = part,
            Position = position,
            Request = Raw(mapping.Request),
            Response = Raw(mapping.Response),
            Additional = Raw(mapping.Additional),
            ServiceDetails = Raw(mapping.Details),
            Raw = record,
            Named = Targets(),
            Mapping = mapping.Name,
            RuleLog = Line(mapping.RuleLog),
            Finding = FindingOf(time.Value),
        };
    }

    private VendorFinding? FindingOf(DateTimeOffset time)
    {
        if (mapping.Finding is not { } rule || Line(rule.Id) is not { } id)
        {
            return null;
        }

        var (severity, text) = rule.Severity.Read(scope);
        var product = Line(rule.Product) ?? mapping.Name;
        var techniques = new List<Value>();
        Array.ForEach(rule.Techniques, expression => expression.All(scope, techniques));
        return new(
            id,
            product,
            (MappedTimes.Parse(rule.Updated?.First(scope).AsText()) ?? time).UtcTicks,
            Masked(rule.Title) ?? product,
            Masked(rule.Text) ?? string.Empty,
            Named<FindingClass>(rule.Class),
            severity,
            Cut(text),
            Flag(rule.Closed) == true,
            techniques.Select(static value => value.AsText()?.ToUpperInvariant() ?? string.Empty).Where(static id => TechniqueId().IsMatch(id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(TechniquesMax).ToValueArray(),
            rule.Tactics is { } tactics && Line(tactics.Of) is { } word && tactics.Words.TryGetValue(word, out var tactic) ? [tactic] : []);
    }

    [GeneratedRegex("^T[0-9]{4}([.][0-9]{3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex TechniqueId();

    private string IdOf()
    {
        if (mapping.Id?.First(scope).AsName() is { } id && OtherNames.IsFit(id))
        {
            return id;
        }

        var parts = new List<string>();
        foreach (var identity in mapping.Identities)
        {
            parts.Clear();
            parts.AddRange(identity.Select(part => part.First(scope).AsText() ?? string.Empty));
            if (parts.TrueForAll(static part => part.Length > 0))
            {
                return StableHash.Id("evt", [mapping.Name, .. parts]);
            }
        }

        return StableHash.Id("evt", CanonicalJson.Of(record));
    }

    private Actor ActorOf()
    {
        var rule = mapping.Actor;
        var id = rule.Id?.First(scope).AsName() is { } told && OtherNames.IsFit(told) ? told : string.Empty;
        return new Actor
        {
            Id = id,
            Type = Named<ActorType>(rule.Type),
            Name = Masked(rule.Name),
            Account = Line(rule.Account),
            Session = Masked(rule.Session),
            Issuer = Line(rule.Issuer),
            Credential = Line(rule.Credential),
            SourceIdentity = Line(rule.SourceIdentity),
            Mfa = Flag(rule.Mfa),
            InvokedBy = Line(rule.InvokedBy),
            OnBehalfOf = Line(rule.OnBehalfOf),
            UniqueId = Line(rule.UniqueId),
            Federation = Line(rule.Federation),
        };
    }

    private ValueArray<Target> Targets()
    {
        var targets = new List<Target>();
        var found = new List<EntityRef>();
        foreach (var spec in mapping.Targets)
        {
            spec.Entity.Each(scope, (_, reference) =>
            {
                found.Clear();
                reference.Resolve(scope, ApiCatalogue.Embedded.Types, found);
                foreach (var entity in found)
                {
                    if (targets.Count < TargetsMax && entity != EntityTypes.Everyone && !targets.Exists(target => target.Id == entity.Id))
                    {
                        targets.Add(new(entity.Id, entity.Type, targets.Count == 0 && spec.Role == TargetRole.Related ? TargetRole.Primary : spec.Role));
                    }
                }
            });
        }

        return targets.ToValueArray();
    }

    private ReadOnlyMemory<byte> Raw(Expr? expression)
    {
        var value = expression?.First(scope) ?? Value.Missing;
        return value.Element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? JsonMarshal.GetRawUtf8Value(value.Element).ToArray() : default;
    }

    private string? Line(Expr? expression) => expression?.First(scope).AsText() is { Length: > 0 } text ? Cut(text) : null;

    private string? Masked(Expr? expression) => Line(expression) is { } text ? SecretMask.Text(text) : null;

    private static string Cut(string text) => text.Length <= TextMax ? text : text[..TextMax];

    /// <summary>An account is part of keys and paths: only letters, digits and <c>-._:@</c> stay as they are.</summary>
    private static string AccountOf(string? text)
    {
        var account = new StringBuilder();
        foreach (var character in text ?? string.Empty)
        {
            if (account.Length < AccountMax)
            {
                account.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or ':' or '@' ? character : '_');
            }
        }

        return account.ToString();
    }

    private bool? Flag(Expr? expression) => expression?.First(scope).AsText()?.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    private T Named<T>(Expr? expression)
        where T : struct, Enum
    {
        var text = expression?.First(scope).AsText();
        return text is { Length: > 0 } && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : default;
    }
}
