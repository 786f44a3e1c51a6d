namespace ClaimTracker.Domain.ChainReviews;

/// <summary>What became of the review of a claim's chain.</summary>
public enum ReviewState
{
    /// <summary>Neither asked for nor done.</summary>
    None = 0,

    /// <summary>Somebody asked for a review, and none has been recorded since.</summary>
    Requested = 1,

    /// <summary>The newest review signed the chain off.</summary>
    Approved = 2,

    /// <summary>The newest review wants the chain corrected.</summary>
    SentBack = 3,

    /// <summary>The chain has changed since the newest review.</summary>
    Stale = 4,
}

/// <summary>What a chain review comes to.</summary>
public enum ReviewConclusion
{
    /// <summary>Signed off.</summary>
    Approved = 0,

    /// <summary>To be corrected by whoever answers for the chain.</summary>
    SentBack = 1,
}

/// <summary>Whether a chain review decides.</summary>
public enum ReviewStatus
{
    /// <summary>The newest one, of the chain as it is.</summary>
    Standing = 0,

    /// <summary>The newest one, but the chain has changed since.</summary>
    Stale = 1,

    /// <summary>A newer review stands in its place.</summary>
    Superseded = 2,
    Withdrawn = 3,
}
