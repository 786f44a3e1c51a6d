using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.ClaimReviews;

/// <summary>Says which claim of ours a review by another fact-checker is about. The claim is not judged by that.</summary>
/// <param name="ClaimId">A claim that is neither rejected nor replaced; null takes the link back.</param>
[Requires(Role.FactChecker)]
public sealed record LinkExternalReview(long? ClaimId, string Reason) : ICommand<ExternalReviewView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class LinkExternalReviewValidator : AbstractValidator<LinkExternalReview>
{
    public LinkExternalReviewValidator() => RuleFor(review => review.Reason).Reason();
}

internal sealed class LinkExternalReviewHandler(ClaimTrackerDb db)
    : IRequestHandler<LinkExternalReview, ExternalReviewView>
{
    public async Task<ExternalReviewView> Handle(LinkExternalReview request, CancellationToken cancellationToken)
    {
        var review = await db.ExternalReviews.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFound("claim review", request.Id);
        request.IfMatch.Check(review.Version);
        var claim = request.ClaimId is not { } id
            ? null
            : await db.Claims.FindAsync([id], cancellationToken)
                ?? throw new Refusal("unknownClaim", "claimId", $"There is no claim {id}.");
        review.LinkTo(claim, request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await ExternalReviewViews.ReadAsync(db, review.Id, cancellationToken);
    }
}
