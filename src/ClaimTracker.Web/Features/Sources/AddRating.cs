using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Rates how far a source can be relied on, as you see it today. The newest rating stands beside the computed record and is never mixed with it; the
/// earlier ones stay as history.
/// </summary>
/// <param name="Reliability">A (completely reliable) to E (unreliable), or F (cannot be judged).</param>
/// <param name="Reason">Why.</param>
[Requires(Role.Analyst)]
public sealed record AddRating(string Reliability, string Reason) : ICreate<RatingView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class AddRatingValidator : AbstractValidator<AddRating>
{
    public AddRatingValidator()
    {
        RuleFor(rating => rating.Reliability)
            .Must(letter => letter is null or "A" or "B" or "C" or "D" or "E" or "F")
            .WithMessage("must be A, B, C, D, E or F.");
        RuleFor(rating => rating.Reason).Reason();
    }
}

internal sealed class AddRatingHandler(ClaimTrackerDb db) : IRequestHandler<AddRating, RatingView>
{
    public async Task<RatingView> Handle(AddRating request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        var rating = new Rating(source, Enum.Parse<ReliabilityLetter>(request.Reliability), request.Reason, db.Stamp);
        db.Ratings.Add(rating);
        await db.SaveChangesAsync(cancellationToken);
        return (await RatingViews.ReadAsync(db.Ratings.Where(r => r.Id == rating.Id), cancellationToken)).Single();
    }
}
