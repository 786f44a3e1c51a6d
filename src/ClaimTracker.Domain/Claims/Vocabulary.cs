namespace ClaimTracker.Domain.Claims;

/// <summary>In whose words the claim stands in the article.</summary>
public enum ClaimMode
{
    /// <summary>In quotation marks.</summary>
    Direct = 0,
    Indirect = 1,

    /// <summary>Partly in quotation marks.</summary>
    Mixed = 2,

    /// <summary>The outlet's own voice.</summary>
    Narration = 3,
}

/// <summary>How the origin holds the content.</summary>
public enum Modality
{
    Asserted = 0,

    /// <summary>Possibly, perhaps.</summary>
    Hedged = 1,

    /// <summary>The journalistic conditional: "aurait tué".</summary>
    Conditional = 2,

    /// <summary>The origin asserts that the content is not so.</summary>
    Negated = 3,

    /// <summary>Asks, orders, promises, wishes. Never weighed.</summary>
    Requested = 4,
}

/// <summary>What people decided about a claim.</summary>
public enum ClaimStatus
{
    /// <summary>A machine proposed it; it counts in no figure.</summary>
    Proposed = 0,
    Accepted = 1,
    Rejected = 2,

    /// <summary>Split or joined into other claims.</summary>
    Replaced = 3,
}

/// <summary>Whether the claim's spans are known to stand in the current text.</summary>
public enum AnchorState
{
    Anchored = 0,
    Ambiguous = 1,
    Orphaned = 2,
}

/// <summary>Where a link stands in its chain. Follows from its position.</summary>
public enum LinkRole
{
    /// <summary>Link 0, the article's outlet.</summary>
    Publisher = 0,
    Relay = 1,

    /// <summary>The last of two links or more: the one who said it.</summary>
    Origin = 2,
}

/// <summary>The attitude a cue expresses.</summary>
public enum Stance
{
    Neutral = 0,
    Affirming = 1,
    Conceding = 2,
    Denying = 3,

    /// <summary>That of the one who reports the link, not of the link's source.</summary>
    Doubting = 4,
}

/// <summary>On what a source passes the statement on, or has it.</summary>
public enum Basis
{
    /// <summary>Names the next source as its own.</summary>
    Cites = 0,

    /// <summary>Was told by the next source.</summary>
    Told = 1,

    /// <summary>Carries the next source's report.</summary>
    Republishes = 2,

    /// <summary>Says it on its own authority. End of a chain only, like those that follow.</summary>
    Speaks = 3,

    /// <summary>Saw it itself; a person found so.</summary>
    Observed = 4,
    Document = 5,
    Unknown = 6,
}
