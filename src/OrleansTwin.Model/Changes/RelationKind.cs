namespace OrleansTwin.Model.Changes;

/// <summary>How one entity relates to another; the direction is from the entity that carries the relation.</summary>
public enum RelationKind
{
    /// <summary>Only seen together.</summary>
    Mentions = 0,

    /// <summary>Instance → instance profile.</summary>
    HasInstanceProfile = 1,

    /// <summary>Instance profile → role.</summary>
    ContainsRole = 2,

    /// <summary>User, group or role → managed policy.</summary>
    HasPolicy = 3,

    /// <summary>User → group.</summary>
    MemberOf = 4,

    /// <summary>Instance, interface, database, function → security group.</summary>
    InSecurityGroup = 5,

    /// <summary>Resource → subnet.</summary>
    InSubnet = 6,

    /// <summary>Resource → VPC.</summary>
    InVpc = 7,

    /// <summary>Function, task, instance, service → role it runs as.</summary>
    RunsAs = 8,

    /// <summary>User → access key; role session → access key.</summary>
    HasCredential = 9,

    /// <summary>Trail, flow log → bucket or log group.</summary>
    LogsTo = 10,

    /// <summary>Resource → KMS key.</summary>
    EncryptedBy = 11,

    /// <summary>Snapshot, image, key, bucket → account or <c>*</c> it is shared with.</summary>
    SharedWith = 12,

    /// <summary>Route table → gateway, interface, peering.</summary>
    RoutesTo = 13,

    /// <summary>Peering → VPC (both).</summary>
    Peers = 14,

    /// <summary>Volume, interface, gateway, address → what it is attached to.</summary>
    AttachedTo = 15,

    /// <summary>Role, resource policy → principal it trusts.</summary>
    Trusts = 16,

    /// <summary>Snapshot → volume, image → snapshot, instance → image.</summary>
    DerivedFrom = 17,

    /// <summary>Child → container (subnet association → route table, node group → cluster).</summary>
    PartOf = 18,

    /// <summary>User or role → policy that bounds it.</summary>
    BoundedBy = 19,

    /// <summary>Watches or logs: flow log → VPC, trail → account, detector → account.</summary>
    Watches = 20,

    /// <summary>Rule, event source, listener → target it calls.</summary>
    Invokes = 21,

    /// <summary>Uses another resource in a way no other kind names.</summary>
    Uses = 22,

    /// <summary>Credential → principal or credential that minted it.</summary>
    MintedBy = 23,
}
