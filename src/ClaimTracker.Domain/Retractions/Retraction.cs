using System.Globalization;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Domain.Retractions;

/// <summary>
/// That an outlet took an article back, or a source a statement. It stays when that is undone, with who undid it, when and why.
/// </summary>
public sealed class Retraction : Record
{
    private Retraction() { }

    private Retraction(string reason, IReadOnlyList<Evidence> evidence, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Reason = reason;
        Evidence = evidence;
    }

    /// <summary>The article that was taken back; null where a statement was.</summary>
    public long? ArticleId { get; private set; }

    public Article? Article { get; private set; }

    /// <summary>The claim that holds the statement; null where an article was taken back.</summary>
    public long? ClaimId { get; private set; }

    public Claim? Claim { get; private set; }

    /// <summary>Who took the statement back.</summary>
    public long? ById { get; private set; }

    public Source? By { get; private set; }

    /// <summary>When the source took it back, EDTF.</summary>
    public string? Date { get; private set; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? DateEarliest { get; private set; }

    public string Reason { get; private set; } = "";

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    public string? ReinstatedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? ReinstatedAt { get; private set; }

    public string? ReinstatementReason { get; private set; }

    /// <summary>When the source stood by it again, EDTF.</summary>
    public string? ReinstatementDate { get; private set; }

    public IReadOnlyList<Evidence> ReinstatementEvidence { get; private set; } = [];

    /// <summary>The place that this takes while it stands; unique.</summary>
    public string? ActiveKey { get; private set; }

    public override string SubjectType => "retraction";

    /// <summary>An outlet takes an article back: its claims bring no chain any more, but still join.</summary>
    /// <exception cref="ConflictException"><c>alreadyRetracted</c>.</exception>
    public static Retraction Of(Article article, string reason, IReadOnlyList<Evidence> evidence, AuditStamp auditStamp)
    {
        article.Retract();
        return new Retraction(reason, evidence, auditStamp)
        {
            Article = article,
            ArticleId = article.Id,
            ActiveKey = string.Create(CultureInfo.InvariantCulture, $"a{article.Id}"),
        };
    }

    /// <summary>A source takes a statement back: in its proposition no chain through that source counts any more.</summary>
    /// <exception cref="DomainRuleException"><c>claimRejected</c>, <c>claimReplaced</c>.</exception>
    public static Retraction Of(
        Claim claim,
        Source by,
        PartialDate? date,
        string reason,
        IReadOnlyList<Evidence> evidence,
        AuditStamp auditStamp
    )
    {
        if (claim.Status == ClaimStatus.Rejected)
            throw new DomainRuleException("claimRejected", "claim", $"Claim {claim.Id} was rejected.");
        if (claim.Status == ClaimStatus.Replaced)
            throw new DomainRuleException(
                "claimReplaced",
                "claim",
                $"Claim {claim.Id} was split or joined; name one of those that took its place."
            );
        return new Retraction(reason, evidence, auditStamp)
        {
            Claim = claim,
            ClaimId = claim.Id,
            By = by,
            ById = by.Id,
            Date = date?.Text,
            DateEarliest = date?.Earliest,
            ActiveKey = string.Create(CultureInfo.InvariantCulture, $"c{claim.Id}s{by.CanonicalId ?? by.Id}"),
        };
    }

    /// <summary>Undoes it: the article stands again, or the source stands by its statement.</summary>
    public void Reinstate(PartialDate? date, string reason, IReadOnlyList<Evidence> evidence, AuditStamp auditStamp)
    {
        Article?.Reinstate();
        (ReinstatedBy, ReinstatedAt) = (auditStamp.By, auditStamp.At);
        (ReinstatementReason, ReinstatementDate, ReinstatementEvidence) = (reason, date?.Text, evidence);
        ActiveKey = null;
    }
}
