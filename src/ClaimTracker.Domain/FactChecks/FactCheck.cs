using System.Security.Cryptography;
using System.Text;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.FactChecks;

/// <summary>What another fact-checker published.</summary>
/// <param name="Url">Where it can be read.</param>
/// <param name="Publisher">The name of the fact-checker.</param>
/// <param name="PublisherSite">Its site, as it was given.</param>
/// <param name="ClaimReviewed">The claim in the reviewer's words.</param>
/// <param name="Rating">The verdict in the reviewer's words.</param>
/// <param name="RatingValue">As a number, where there is one; with it the ends of the scale, where they were given.</param>
/// <param name="Claimant">Who made the claim, as the reviewer has it.</param>
/// <param name="ClaimDate">When it was made, as it was given.</param>
/// <param name="ReviewDate">When the review was published, as it was given.</param>
/// <param name="Language">BCP 47, as it was given.</param>
public sealed record FactCheckContent(
    string Url,
    string Publisher,
    string? PublisherSite,
    string? Title,
    string ClaimReviewed,
    string? Rating,
    double? RatingValue,
    double? WorstRating,
    double? BestRating,
    string? Explanation,
    string? Claimant,
    string? ClaimDate,
    string? ReviewDate,
    string? Language
);

/// <summary>
/// A review of a claim by another fact-checker. It is never a verdict of ours: it counts in no figure, and stands beside our claims only by
/// somebody's decision.
/// </summary>
public sealed class FactCheck : Record
{
    private FactCheck() { }

    public FactCheck(FactCheckContent content, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Key = KeyOf(content);
        Become(content);
    }

    /// <summary>What makes two reviews the same one: address, publisher and claim.</summary>
    public string Key { get; private set; } = "";

    public FactCheckContent Content { get; private set; } = null!;

    /// <summary>Claim, title and claimant as they are searched.</summary>
    public string TextKey { get; private set; } = "";

    /// <summary>The name of the publisher as it is compared.</summary>
    public string PublisherKey { get; private set; } = "";

    /// <summary>The claim of ours that somebody found it to be about.</summary>
    public long? ClaimId { get; private set; }

    public Claim? Claim { get; private set; }

    public string? LinkedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LinkedAt { get; private set; }

    public string? LinkReason { get; private set; }

    public override string SubjectType => "claimReview";

    /// <summary>Lower-case hex SHA-256 over address, publisher and claim; case and spacing of the last two do not matter.</summary>
    public static string KeyOf(FactCheckContent content) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    $"{content.Url}\n{Folding.NameKey(content.Publisher)}\n{Folding.NameKey(content.ClaimReviewed)}"
                )
            )
        );

    /// <summary>
    /// Takes what the publisher says of it now; nothing changes where that is the same. What was known and is not said again stays: the same review comes
    /// in shapes of which one says more than the other.
    /// </summary>
    /// <returns>Whether it differs from before.</returns>
    public bool Become(FactCheckContent content)
    {
        if (Content is { } known)
            content = content with
            {
                PublisherSite = content.PublisherSite ?? known.PublisherSite,
                Title = content.Title ?? known.Title,
                Rating = content.Rating ?? known.Rating,
                RatingValue = content.RatingValue ?? known.RatingValue,
                WorstRating = content.WorstRating ?? known.WorstRating,
                BestRating = content.BestRating ?? known.BestRating,
                Explanation = content.Explanation ?? known.Explanation,
                Claimant = content.Claimant ?? known.Claimant,
                ClaimDate = content.ClaimDate ?? known.ClaimDate,
                ReviewDate = content.ReviewDate ?? known.ReviewDate,
                Language = content.Language ?? known.Language,
            };
        if (content == Content)
            return false;
        Content = content;
        TextKey = Folding.SearchKey($"{content.ClaimReviewed} {content.Title} {content.Claimant}");
        PublisherKey = Folding.NameKey(content.Publisher);
        return true;
    }

    /// <summary>Says which claim it is about; null takes that back. The same again changes nothing.</summary>
    /// <exception cref="DomainRuleException"><c>claimRejected</c>, <c>claimReplaced</c>.</exception>
    /// <returns>Whether that is new.</returns>
    public bool LinkTo(Claim? claim, string reason, AuditStamp auditStamp)
    {
        if (claim?.Status == ClaimStatus.Rejected)
            throw new DomainRuleException("claimRejected", "claim", $"Claim {claim.Id} was rejected.");
        if (claim?.Status == ClaimStatus.Replaced)
            throw new DomainRuleException(
                "claimReplaced",
                "claim",
                $"Claim {claim.Id} was split or joined; name one of those that took its place."
            );
        if (ClaimId == claim?.Id)
            return false;
        (Claim, ClaimId) = (claim, claim?.Id);
        LinkedBy = claim is null ? null : auditStamp.By;
        LinkedAt = claim is null ? null : auditStamp.At;
        LinkReason = claim is null ? null : reason;
        return true;
    }
}
