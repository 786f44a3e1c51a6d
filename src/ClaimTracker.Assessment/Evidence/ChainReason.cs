namespace ClaimTracker.Assessment.Evidence;

/// <summary>Why a chain does not count.</summary>
public enum ChainReason : byte
{
    /// <summary>It shares an origin, or the origin's controller, with a chain that counts.</summary>
    SameOrigin,

    /// <summary>It shares only a relay or a publisher with a chain that counts.</summary>
    SharedRelay,

    /// <summary>Nobody knows whom it was had from.</summary>
    UnknownLineage,

    /// <summary>It leads back to itself.</summary>
    Loop,

    /// <summary>A source is cited for what it does not say.</summary>
    DoesNotSupport,

    /// <summary>Its report was made from another, whose chain stands for it.</summary>
    Derived,

    /// <summary>Another claim says that its origin never said that.</summary>
    AttributionDisputed,

    /// <summary>Another claim corrects it.</summary>
    Superseded,

    /// <summary>Its article, a report it was made from, or the statement itself was taken back.</summary>
    Withdrawn,
}
