using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

public enum StepRole : byte
{
    Publisher,
    Relay,
    Origin,

    /// <summary>Commands or owns the origin before it.</summary>
    Controller,
}

/// <summary>One step of a path, as one report states it.</summary>
/// <param name="Source">The source; null for an unknown outlet.</param>
/// <param name="Claim">The claim that states the step; null for a controller.</param>
/// <param name="Article">Its article.</param>
/// <param name="Published">The first instant at which that article may have been published.</param>
/// <param name="Role">What the source is on this path.</param>
/// <param name="Basis">The basis of the link; null for a controller.</param>
public sealed record Step(
    long? Source,
    long? Claim,
    long? Article,
    DateTime? Published,
    StepRole Role,
    LinkBasis? Basis
);

/// <summary>A chain of a side, outermost step first, with why it does not count.</summary>
public sealed record WeighedChain(long Claim, IReadOnlyList<Step> Path, bool Counted, ChainReason? Reason);

/// <summary>Two origins somebody found independent, on chains that share no source.</summary>
public readonly record struct EstablishedPair(long A, long B, long Finding);

/// <summary>What stands for a statement, or against it.</summary>
/// <param name="Claims">Reports that are weighed.</param>
/// <param name="Outlets">The outlets that carry them; all unknown ones count as one.</param>
/// <param name="Origins">The sources at the end of their chains.</param>
/// <param name="Independent">Chains that share no source.</param>
/// <param name="WithRecord">Those of them whose origins have a track record.</param>
/// <param name="Established">Pairs of origins somebody found independent, by the id of the finding.</param>
/// <param name="Cut">As few sources as can be found that would all have to be wrong, never fewer than <c>low</c>; 0 for the unknown outlet.</param>
/// <param name="Bottlenecks">The sources every grounded chain passes, from the origin outwards.</param>
/// <param name="Chains">Every chain, by claim, with whether it counts.</param>
public sealed record EvidenceSide(
    int Claims,
    int Outlets,
    int Origins,
    OriginCount Independent,
    int WithRecord,
    IReadOnlyList<EstablishedPair> Established,
    IReadOnlyList<long> Cut,
    IReadOnlyList<long> Bottlenecks,
    IReadOnlyList<WeighedChain> Chains
)
{
    /// <summary>Of the bottlenecks that stand for several sources, read as one, these sources.</summary>
    public IReadOnlyList<IReadOnlyList<long>> BottlenecksAsOne { get; init; } = [];

    public static readonly EvidenceSide Empty = new(0, 0, 0, new OriginCount(0, 0), 0, [], [], [], []);
}

/// <summary>What the chains of two related claims are to each other.</summary>
public enum ChainComparison : byte
{
    Established,
    NotEstablished,
    SameOrigin,
    SharedRelay,
    Circular,
    Ungrounded,
}

/// <summary>The verdict on one relation.</summary>
/// <param name="Id">Id of the relation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="A">The smaller claim id.</param>
/// <param name="B">The other.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Shared">The sources every chain of both passes, or, where independence is not established, may pass; for a ring, its members.</param>
/// <param name="Path">From the publisher of A inwards to what they share and outwards to the publisher of B; where they share nothing, both chains.</param>
/// <param name="Finding">The finding that establishes it.</param>
public sealed record RelationVerdict(
    long Id,
    ReportRelationKind Kind,
    long A,
    long B,
    ChainComparison Verdict,
    IReadOnlyList<long> Shared,
    IReadOnlyList<Step> Path,
    long? Finding
)
{
    /// <summary>Of what they share: sources that are read as one.</summary>
    public IReadOnlyList<IReadOnlyList<long>> AsOne { get; init; } = [];
}

/// <summary>Reports that lead back to themselves. Each step had it from the one before, the first from the last; the earliest report stands first.</summary>
/// <param name="Steps">The reports that close the ring.</param>
/// <param name="Grounded">Whether evidence from an origin reaches any of them.</param>
public sealed record CircularReporting(IReadOnlyList<Step> Steps, bool Grounded);

/// <summary>By how many chains that share no source we know that a source said so; whether it is so is another question.</summary>
public sealed record Attestation(long Source, OriginCount Independent, IReadOnlyList<long> Cut);

public enum ChangeKind : byte
{
    /// <summary>A finding that two origins on separate chains are independent.</summary>
    Independence,

    /// <summary>The source of a report of unknown lineage.</summary>
    UnknownLineage,

    /// <summary>Whether sources that look alike are one.</summary>
    LookAlike,

    /// <summary>Whether unnamed sources are different ones.</summary>
    Unnamed,

    /// <summary>A chain that does not pass the one source all chains pass.</summary>
    Bottleneck,

    /// <summary>An origin outside a ring.</summary>
    Ring,

    /// <summary>A proposition that stands on both sides.</summary>
    BothSides,
}

/// <summary>What an analyst could find out that would change the counts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sources">The sources concerned, ascending.</param>
/// <param name="Claims">The claims concerned, ascending.</param>
/// <param name="Credibility">The credibility that would then be proposed, as it was tried; of look-alikes, if they are two. Null where it depends on more.</param>
public sealed record SensitivityPoint(
    ChangeKind Kind,
    IReadOnlyList<long> Sources,
    IReadOnlyList<long> Claims,
    int? Credibility
)
{
    /// <summary>Of the sources: those that are read as one.</summary>
    public IReadOnlyList<IReadOnlyList<long>> AsOne { get; init; } = [];
}

/// <summary>The weighing of one claim, or of a set of claims as one support.</summary>
/// <param name="Claim">The claim; null for a set.</param>
/// <param name="Proposition">The smallest claim id of its proposition, which names it.</param>
/// <param name="PropositionClaims">The claims of the proposition.</param>
/// <param name="Support">What stands for it.</param>
/// <param name="Opposition">What stands against it.</param>
/// <param name="Relations">The verdicts on the relations between the claims of both sides, by id.</param>
/// <param name="Circular">The rings of the support; after the first of each group, at most ten more.</param>
/// <param name="Attestation">For each origin of the support.</param>
/// <param name="Credibility">The proposal; null for a set.</param>
/// <param name="Belief">The evidence as a number; null unless asked for.</param>
/// <param name="WhatWouldChange">What could be found out.</param>
public sealed record ClaimAssessment(
    long? Claim,
    long? Proposition,
    IReadOnlyList<long> PropositionClaims,
    EvidenceSide Support,
    EvidenceSide Opposition,
    IReadOnlyList<RelationVerdict> Relations,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<Attestation> Attestation,
    CredibilityProposal? Credibility,
    Belief? Belief,
    IReadOnlyList<SensitivityPoint> WhatWouldChange
);
