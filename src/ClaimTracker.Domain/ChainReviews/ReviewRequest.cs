using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Domain.ChainReviews;

/// <summary>That somebody asked a reviewer to audit a claim's chain. It stands until a review answers it or it is taken back.</summary>
public sealed class ReviewRequest : WithdrawableRecord
{
    private ReviewRequest() { }

    /// <exception cref="ConflictException">The claim was rejected or replaced.</exception>
    public ReviewRequest(Claim claim, string? note, AuditStamp auditStamp)
        : base(auditStamp)
    {
        ArgumentNullException.ThrowIfNull(claim);
        claim.EnsureStands();
        (Claim, ClaimId) = (claim, claim.Id);
        Note = note;
        ActiveKey = claim.Id;
    }

    public long ClaimId { get; private set; }

    public Claim Claim { get; private set; } = null!;

    /// <summary>What the reviewer should look at.</summary>
    public string? Note { get; private set; }

    /// <summary>The review that was recorded while this stood.</summary>
    public long? AnsweredById { get; private set; }

    public ChainReview? AnsweredBy { get; private set; }

    /// <summary>The claim, while this stands: unique, so that one request at most stands for a claim.</summary>
    public long? ActiveKey { get; private set; }

    public override string SubjectType => "reviewRequest";

    /// <summary>The review is what was asked for.</summary>
    public void Answer(ChainReview review)
    {
        AnsweredBy = review;
        ActiveKey = null;
    }

    /// <summary>The review that answered it was taken back: it waits again.</summary>
    public void Reopen()
    {
        (AnsweredBy, AnsweredById) = (null, null);
        ActiveKey = ClaimId;
    }

    /// <exception cref="ConflictException">It is withdrawn already, or answered.</exception>
    private protected override void OnWithdrawing()
    {
        if (AnsweredById is { } review)
            throw new ConflictException("alreadyAnswered", $"Chain review {review} has answered this request.");
        ActiveKey = null;
    }
}
