using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Domain.Verdicts;

/// <summary>What became of the claim, as far as the record of its sources is concerned.</summary>
public enum VerdictOutcome
{
    /// <summary>Nothing that could be held for or against a source.</summary>
    None = 0,

    /// <summary>It is as the origin holds.</summary>
    True = 1,

    /// <summary>It is not as the origin holds.</summary>
    False = 2,

    /// <summary>Partly so.</summary>
    Mixed = 3,
}

public enum VerdictState
{
    /// <summary>Worked on; seen here, exported nowhere, held against nobody.</summary>
    Draft = 0,
    Published = 1,
    Withdrawn = 2,
}

/// <summary>What a verdict says.</summary>
/// <param name="ClaimReviewed">The claim in the words in which it was reviewed.</param>
/// <param name="Language">BCP 47, of the explanation; null: not said.</param>
/// <param name="Url">Where the verdict can be read.</param>
public sealed record VerdictContent(
    VerdictOutcome Outcome,
    VerdictRating Rating,
    string Explanation,
    string ClaimReviewed,
    string? Language,
    string? Url,
    IReadOnlyList<Evidence> Evidence
)
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxExplanationLength = 20_000;

    public bool Equals(VerdictContent? other) =>
        other is not null
        && (Outcome, Rating, Explanation, ClaimReviewed, Language, Url)
            == (other.Outcome, other.Rating, other.Explanation, other.ClaimReviewed, other.Language, other.Url)
        && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Outcome, Rating, Explanation, ClaimReviewed);
}

/// <summary>
/// The conclusion on a claim; each claim has at most one. A draft is worked on in place. What was published is never overwritten: each text that stood
/// before the public stays as an edition, with who ended it and why.
/// </summary>
public sealed class ClaimVerdict : Record, IWithdrawable
{
    private readonly List<VerdictEdition> editions = [];

    private ClaimVerdict() { }

    /// <exception cref="ConflictException"><c>claimNotAccepted</c>.</exception>
    public ClaimVerdict(Claim claim, VerdictState state, VerdictContent content, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Claim = claim;
        ClaimId = claim.Id;
        Set(state, content, null, auditStamp);
    }

    public long ClaimId { get; private set; }

    public Claim Claim { get; private set; } = null!;

    public VerdictState State { get; private set; }

    public VerdictContent Content { get; private set; } = null!;

    /// <summary>That of the content, for searching.</summary>
    public VerdictOutcome Outcome { get; private set; }

    /// <summary>The name of the rating as it is compared.</summary>
    public string RatingKey { get; private set; } = "";

    /// <summary>Null while it was never published since it was begun or withdrawn.</summary>
    public string? PublishedBy { get; private set; }

    /// <summary>When this text was published, UTC.</summary>
    public DateTime? PublishedAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawalReason { get; private set; }

    /// <summary>What was published before the present text, oldest first.</summary>
    public IReadOnlyList<VerdictEdition> Editions => editions;

    public override string SubjectType => "verdict";

    /// <summary>
    /// Drafts or publishes. A draft becomes another draft or is published; what is published may be published otherwise; after a withdrawal
    /// it begins anew. The same again changes nothing.
    /// </summary>
    /// <exception cref="ConflictException">
    /// <c>claimNotAccepted</c>; <c>verdictPublished</c>: what is public does not become a draft again, it is withdrawn.
    /// </exception>
    public void Set(VerdictState state, VerdictContent content, string? reason, AuditStamp auditStamp)
    {
        if (state == VerdictState.Withdrawn)
            throw new ArgumentOutOfRangeException(nameof(state), "A verdict is withdrawn by withdrawing it.");
        if (Claim.Status != ClaimStatus.Accepted)
            throw new ConflictException(
                "claimNotAccepted",
                $"Claim {ClaimId} is not accepted; accept it before judging it."
            );
        if (State == VerdictState.Published && state == VerdictState.Draft)
            throw new ConflictException(
                "verdictPublished",
                "This verdict is published; publish another text in its place, or withdraw it first."
            );
        if (Content is not null && State == state && Content.Equals(content))
            return;
        if (State == VerdictState.Published)
            Keep(VerdictEnd.Replaced, auditStamp.By, auditStamp.At, reason);
        else if (State == VerdictState.Withdrawn && PublishedAt is not null)
            Keep(VerdictEnd.Withdrawn, WithdrawnBy!, WithdrawnAt!.Value, WithdrawalReason);
        State = state;
        Content = content;
        Outcome = content.Outcome;
        RatingKey = Texts.Folding.NameKey(content.Rating.Name);
        PublishedBy = state == VerdictState.Published ? auditStamp.By : null;
        PublishedAt = state == VerdictState.Published ? auditStamp.At : null;
        (WithdrawnBy, WithdrawnAt, WithdrawalReason) = (null, null, null);
    }

    /// <summary>Takes it back, published or not.</summary>
    /// <exception cref="ConflictException"><c>alreadyWithdrawn</c>.</exception>
    public void Withdraw(string reason, AuditStamp auditStamp)
    {
        if (State == VerdictState.Withdrawn)
            throw new ConflictException("alreadyWithdrawn", $"This verdict was already withdrawn by {WithdrawnBy}.");
        State = VerdictState.Withdrawn;
        (WithdrawnBy, WithdrawnAt, WithdrawalReason) = (auditStamp.By, auditStamp.At, reason);
    }

    private void Keep(VerdictEnd end, string by, DateTime at, string? reason) =>
        editions.Add(
            new VerdictEdition(editions.Count + 1, Content, PublishedBy!, PublishedAt!.Value, end, by, at, reason)
        );
}

/// <summary>How a published text ended.</summary>
public enum VerdictEnd
{
    /// <summary>Another text took its place.</summary>
    Replaced = 0,
    Withdrawn = 1,
}

/// <summary>A text that was published and no longer is.</summary>
public sealed class VerdictEdition
{
    private VerdictEdition() { }

    internal VerdictEdition(
        int number,
        VerdictContent content,
        string publishedBy,
        DateTime publishedAt,
        VerdictEnd end,
        string endedBy,
        DateTime endedAt,
        string? reason
    )
    {
        Number = number;
        Content = content;
        PublishedBy = publishedBy;
        PublishedAt = publishedAt;
        End = end;
        EndedBy = endedBy;
        EndedAt = endedAt;
        Reason = reason;
    }

    public long VerdictId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public VerdictContent Content { get; private set; } = null!;

    public string PublishedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime PublishedAt { get; private set; }

    public VerdictEnd End { get; private set; }

    public string EndedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime EndedAt { get; private set; }

    /// <summary>Why it was replaced or withdrawn.</summary>
    public string? Reason { get; private set; }
}
