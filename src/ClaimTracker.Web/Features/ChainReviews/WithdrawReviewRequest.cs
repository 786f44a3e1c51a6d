using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>Takes a review request back that no review has answered yet. It stays, with who took it back and why, and leaves the queue.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawReviewRequest(string Reason) : ICommand<ReviewRequestView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawReviewRequestValidator : AbstractValidator<WithdrawReviewRequest>
{
    public WithdrawReviewRequestValidator() => RuleFor(request => request.Reason).Reason();
}

internal sealed class WithdrawReviewRequestHandler(ClaimTrackerDb db)
    : IRequestHandler<WithdrawReviewRequest, ReviewRequestView>
{
    public async Task<ReviewRequestView> Handle(WithdrawReviewRequest request, CancellationToken cancellationToken)
    {
        var asked = await db.ReviewRequests.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("review request", request.Id);
        asked.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await ReviewRequestViews.ReadAsync(db, asked.Id, cancellationToken);
    }
}
