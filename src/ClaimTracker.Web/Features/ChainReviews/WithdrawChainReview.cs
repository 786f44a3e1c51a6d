using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>
/// Takes a chain review back. It stays, with who took it back and why; the review before it decides again, and the request it answered waits again
/// unless a newer one does.
/// </summary>
[Requires(Role.Reviewer)]
public sealed record WithdrawChainReview(string Reason) : ICommand<ChainReviewView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawChainReviewValidator : AbstractValidator<WithdrawChainReview>
{
    public WithdrawChainReviewValidator() => RuleFor(review => review.Reason).Reason();
}

internal sealed class WithdrawChainReviewHandler(ClaimTrackerDb db)
    : IRequestHandler<WithdrawChainReview, ChainReviewView>
{
    public async Task<ChainReviewView> Handle(WithdrawChainReview request, CancellationToken cancellationToken)
    {
        var review = await db.ChainReviews.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("chain review", request.Id);
        review.Withdraw(request.Reason, db.Stamp);
        var isNewest = !await db.ChainReviews.AnyAsync(
            newer => newer.ClaimId == review.ClaimId && newer.Id > review.Id && newer.WithdrawnAt == null,
            cancellationToken
        );
        if (
            isNewest
            && !await db.ReviewRequests.AnyAsync(standing => standing.ActiveKey == review.ClaimId, cancellationToken)
            && await db.ReviewRequests.FirstOrDefaultAsync(
                answered => answered.AnsweredById == review.Id,
                cancellationToken
            )
                is { } asked
        )
            asked.Reopen();
        await db.SaveChangesAsync(cancellationToken);
        return await ChainReviewViews.ReadAsync(db, review.Id, cancellationToken);
    }
}
