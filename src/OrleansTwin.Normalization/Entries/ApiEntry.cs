using System.Text;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Entries;

/// <summary>What the catalogue says about one API.</summary>
internal sealed record ApiEntry
{
    /// <summary><c>service:Action</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Name of the member that wraps the request in the query protocol, as UTF-8.</summary>
    public byte[] RequestWrapper => field ??= Encoding.UTF8.GetBytes(Action[(Action.IndexOf(':', StringComparison.Ordinal) + 1)..] + "Request");

    public byte[] ResponseWrapper => field ??= Encoding.UTF8.GetBytes(Action[(Action.IndexOf(':', StringComparison.Ordinal) + 1)..] + "Response");

    public required EventPhase Phase { get; init; }

    /// <summary>A call that changes something; false for reads, sign-ins and what hands out credentials only.</summary>
    public required bool Write { get; init; }

    public ChangeSpec[] Changes { get; init; } = [];

    public TargetSpec[] Targets { get; init; } = [];

    public DataSpec? Data { get; init; }

    public MintSpec? Mint { get; init; }

    /// <summary>A read whose answer is worth stealing.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Holds for every operation of a form (Azure's <c>…/write</c> and <c>…/delete</c>): what the operation means besides is not known.</summary>
    public bool IsGeneral { get; init; }

    /// <summary>Nothing of the record has to be read.</summary>
    public bool IsBare => Changes.Length == 0 && Targets.Length == 0 && Data is null && Mint is null;
}
