using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Verdicts;

namespace ClaimTracker.Domain.Reliability;

/// <summary>
/// What became of one statement that a source made or passed on: it turned out true, or false. The reliability of a source is computed from these.
/// One that was found wrongly is withdrawn, and counts no longer.
/// </summary>
public sealed class SourceOutcome : WithdrawableRecord
{
    private SourceOutcome() { }

    private SourceOutcome(
        Source source,
        Claim claim,
        bool asOrigin,
        bool wasTrue,
        double weight,
        Message cause,
        AuditStamp auditStamp,
        ClaimVerdict? verdict
    )
        : base(auditStamp)
    {
        Source = source;
        SourceId = source.Id;
        Claim = claim;
        ClaimId = claim.Id;
        AsOrigin = asOrigin;
        IsDenial = claim.Modality == Modality.Negated;
        WasTrue = wasTrue;
        Weight = weight;
        Cause = cause;
        Verdict = verdict;
        VerdictId = verdict?.Id;
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public long ClaimId { get; private set; }

    public Claim Claim { get; private set; } = null!;

    /// <summary>True for what the source said on its own authority, false for what it passed on.</summary>
    public bool AsOrigin { get; private set; }

    /// <summary>The source held that something is not so.</summary>
    public bool IsDenial { get; private set; }

    /// <summary>The source was right.</summary>
    public bool WasTrue { get; private set; }

    /// <summary>Above 0, at most 1: 1 for an adjudication, less for what was settled without one.</summary>
    public double Weight { get; private set; }

    /// <summary>Why it was right or wrong.</summary>
    public Message? Cause { get; private set; }

    /// <summary>Why, as the first version wrote it.</summary>
    public string? Reason { get; private set; }

    /// <summary>The verdict it follows from; null where it was found otherwise.</summary>
    public long? VerdictId { get; private set; }

    public ClaimVerdict? Verdict { get; private set; }

    public override string SubjectType => "outcome";

    /// <summary>
    /// What the outcome of a claim says of each source in its chain, once for each: the last link of a chain that ends in evidence answers for what it
    /// said, all others for what they passed on. Requests are neither true nor false, and a chain with a link that does not support it says nothing
    /// of anybody.
    /// </summary>
    /// <param name="wasTrue">What the origin holds turned out to be so.</param>
    /// <param name="verdict">The verdict that says so, where one does.</param>
    public static IReadOnlyList<SourceOutcome> Of(
        Claim claim,
        bool wasTrue,
        double weight,
        Message cause,
        AuditStamp auditStamp,
        ClaimVerdict? verdict = null
    )
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 1);
        if (claim.Modality == Modality.Requested || claim.Attribution.Any(link => !link.Supports))
            return [];
        var last = claim.Attribution.Count - 1;
        return
        [
            .. claim
                .Attribution.Where(link => link.Source is not null)
                .Select(link => (link.Source, AsOrigin: link.Position == last && link.Basis != Basis.Unknown))
                .GroupBy(link => link.Source)
                .Select(links => new SourceOutcome(
                    links.Key!,
                    claim,
                    links.Any(link => link.AsOrigin),
                    wasTrue,
                    weight,
                    cause,
                    auditStamp,
                    verdict
                )),
        ];
    }

    /// <summary>Whether two outcomes say the same of the same source.</summary>
    public bool SaysTheSame(SourceOutcome other) =>
        (SourceId, AsOrigin, IsDenial, WasTrue, Weight)
        == (other.SourceId, other.AsOrigin, other.IsDenial, other.WasTrue, other.Weight);

    /// <summary>The outcome as the ledger counts it.</summary>
    public Outcome ToOutcome() => new(RecordedAt, WasTrue, new LedgerSide(AsOrigin, IsDenial), ClaimId, Weight);
}
