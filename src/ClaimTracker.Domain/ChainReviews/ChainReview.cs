using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Domain.ChainReviews;

/// <summary>
/// A reviewer's finding on every link of a chain. It belongs to the chain as it was; the newest one that was not taken back decides, until the chain
/// changes.
/// </summary>
public sealed class ChainReview : WithdrawableRecord
{
    private ChainReview() { }

    /// <param name="claim">With its chain.</param>
    /// <exception cref="ConflictException">The claim was rejected or replaced.</exception>
    /// <exception cref="DomainRuleException">
    /// <c>findingsDoNotFit</c>: not one finding for every link; <c>nothingFollows</c>: a missing link after the last; <c>approvalContradicted</c>.
    /// </exception>
    public ChainReview(
        Claim claim,
        IReadOnlyList<ChainFinding> findings,
        ReviewConclusion conclusion,
        string? note,
        AuditStamp auditStamp
    )
        : base(auditStamp)
    {
        ArgumentNullException.ThrowIfNull(claim);
        claim.EnsureStands();
        EnsureFits(findings, claim.Attribution.Count);
        EnsureAgrees(conclusion, findings);
        (Claim, ClaimId, ClaimVersion) = (claim, claim.Id, claim.Version);
        ChainBy = claim.AnswersForChain;
        Findings = [.. findings.OrderBy(finding => finding.Position).ThenBy(finding => finding.Finding)];
        BreaksChain = findings.Any(finding => finding.BreaksChain);
        Conclusion = conclusion;
        Note = note;
    }

    public long ClaimId { get; private set; }

    public Claim Claim { get; private set; } = null!;

    /// <summary>The version of the claim that was reviewed.</summary>
    public int ClaimVersion { get; private set; }

    /// <summary>The holder who answered for the chain then: to whom it is sent back.</summary>
    public string ChainBy { get; private set; } = "";

    /// <summary>By position; a missing link follows the link's own finding.</summary>
    public IReadOnlyList<ChainFinding> Findings { get; private set; } = [];

    /// <summary>A link is unsupported or misattributed.</summary>
    public bool BreaksChain { get; private set; }

    public ReviewConclusion Conclusion { get; private set; }

    public string? Note { get; private set; }

    public override string SubjectType => "chainReview";

    /// <summary>What a review whose claim was at that version says of a chain that last changed at that version.</summary>
    public static ReviewState StateOf(ReviewConclusion conclusion, int claimVersion, int chainVersion) =>
        claimVersion < chainVersion ? ReviewState.Stale
        : conclusion == ReviewConclusion.Approved ? ReviewState.Approved
        : ReviewState.SentBack;

    // A missing link is found between two links: it may stand beside the finding on the first of them, or in its place.
    private static void EnsureFits(IReadOnlyList<ChainFinding> findings, int length)
    {
        int[] missing = [.. Enumerable.Range(0, length).Except(findings.Select(finding => finding.Position))];
        int[] extra =
        [
            .. findings
                .Select(finding => finding.Position)
                .Where(position => position < 0 || position >= length)
                .Distinct()
                .Order(),
        ];
        int[] duplicate =
        [
            .. findings
                .GroupBy(finding => (finding.Position, finding.Finding == LinkFinding.MissingLink))
                .Where(same => same.Count() > 1)
                .Select(same => same.Key.Position)
                .Except(extra)
                .Order(),
        ];
        if (missing.Length + extra.Length + duplicate.Length > 0)
        {
            throw new DomainRuleException(
                "findingsDoNotFit",
                "findings",
                $"The chain has {Links(length)}; {string.Join("; ", Faults())}."
            )
            {
                Details = new Dictionary<string, object?>
                {
                    ["missing"] = missing,
                    ["extra"] = extra,
                    ["duplicate"] = duplicate,
                },
            };
        }

        for (var i = 0; i < findings.Count; i++)
            if (findings[i].Finding == LinkFinding.MissingLink && findings[i].Position == length - 1)
                throw new DomainRuleException(
                    "nothingFollows",
                    $"findings[{i}].finding",
                    $"Link {length - 1} is the last: no link can be missing between it and a next one. A source behind it belongs before it, or makes it misattributed."
                );

        IEnumerable<string> Faults()
        {
            if (missing.Length > 0)
                yield return $"no finding for {Positions(missing)}";
            if (extra.Length > 0)
                yield return $"there is no link at {Positions(extra)}";
            if (duplicate.Length > 0)
                yield return $"more than one finding for {Positions(duplicate)}";
        }
    }

    private static void EnsureAgrees(ReviewConclusion conclusion, IReadOnlyList<ChainFinding> findings)
    {
        if (conclusion != ReviewConclusion.Approved)
            return;
        int[] wrong =
        [
            .. findings
                .Where(finding => finding.BreaksChain || finding.Finding == LinkFinding.MissingLink)
                .Select(finding => finding.Position)
                .Distinct(),
        ];
        if (wrong.Length > 0)
            throw new DomainRuleException(
                "approvalContradicted",
                "conclusion",
                $"A chain with an unsupported, misattributed or missing link is not signed off; send it back. Found at {Positions(wrong)}."
            )
            {
                Details = new Dictionary<string, object?> { ["positions"] = wrong },
            };
    }

    private static string Links(int length) =>
        length == 1 ? "one link, at position 0" : $"{length} links, at positions 0 to {length - 1}";

    private static string Positions(int[] positions) =>
        $"position{(positions.Length > 1 ? "s" : "")} {string.Join(", ", positions)}";
}
