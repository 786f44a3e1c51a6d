using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>
/// Asks the reviewers to audit the chain of a claim that was neither rejected nor replaced. While a request stands for the claim, asking again
/// answers with that one and changes nothing; the next chain review answers it.
/// </summary>
/// <param name="Note">What the reviewer should look at; at most 2,000 characters.</param>
[Requires(Role.Analyst)]
public sealed record AddReviewRequest(string? Note = null) : ICreate<ReviewRequestView>
{
    [JsonIgnore]
    public long ClaimId { get; init; }
}

internal sealed class AddReviewRequestValidator : AbstractValidator<AddReviewRequest>
{
    public AddReviewRequestValidator() => RuleFor(request => request.Note).Reason();
}

internal sealed class AddReviewRequestHandler(ClaimTrackerDb db) : IRequestHandler<AddReviewRequest, ReviewRequestView>
{
    public async Task<ReviewRequestView> Handle(AddReviewRequest request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.FindAsync([request.ClaimId], cancellationToken)
            ?? throw new NotFoundException("claim", request.ClaimId);
        var asked = await db.ReviewRequests.FirstOrDefaultAsync(
            standing => standing.ActiveKey == claim.Id,
            cancellationToken
        );
        asked ??= db.ReviewRequests.Add(new ReviewRequest(claim, request.Note, db.Stamp)).Entity;
        await db.SaveChangesAsync(cancellationToken);
        return await ReviewRequestViews.ReadAsync(db, asked.Id, cancellationToken);
    }
}
